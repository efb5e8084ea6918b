#include <sstream>

#include <CLI/CLI.hpp>

#include "base/format.h"
#include "cli/commands.h"
#include "cli/shell.h"

namespace brian {

namespace {

/// A line of text for roff: backslashes and dashes as they are meant, no leading dot.
std::string roff(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else
            out += c;
    }
    return out.starts_with('.') || out.starts_with('\'') ? "\\&" + out : out;
}

std::string option_entry(const CLI::Option& option) {
    std::vector<std::string> names;
    for (const std::string& name : option.get_snames()) names.push_back("\\fB\\-" + name + "\\fR");
    for (const std::string& name : option.get_lnames())
        names.push_back("\\fB\\-\\-" + roff(name) + "\\fR");
    if (names.empty()) names.push_back("\\fI" + option.get_name() + "\\fR");
    std::string value;
    if (option.get_items_expected_max() > 0 && !option.get_lnames().empty())
        value = " \\fI" + roff(option.get_type_name()) + "\\fR";
    return format(".TP\n{}{}\n{}\n", join(names, ", "), value, roff(option.get_description()));
}

/// The text after the options, line by line as it is written.
std::string verbatim(const std::string& text) {
    std::string out = ".nf\n";
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) out += roff(line) + '\n';
    return out + ".fi\n";
}

std::string options_of(const CLI::App& app) {
    std::string text = ".SH OPTIONS\n";
    for (const std::string& group : app.get_groups()) {
        if (group.empty()) continue;
        text += format(".SS {}\n", group == "Positionals" ? "Arguments" : group);
        for (const CLI::Option* option :
             app.get_options([&](const CLI::Option* one) { return one->get_group() == group; }))
            text += option_entry(*option);
    }
    return text;
}

std::string commands_text() {
    if (commands().empty()) return {};
    std::string text =
        ".SH COMMANDS\nEach has a help of its own: \\fBbrian\\-run COMMAND "
        "\\-\\-help\\fR.\n";
    for (const Command& command : commands())
        text += format(".TP\n\\fBbrian\\-run {}\\fR\n{}\n", command.name,
                       roff(std::string(command.help)));
    return text;
}

}  // namespace

std::string manual_page(const CLI::App& app, const std::string& version) {
    return format(".TH BRIAN\\-RUN 1 \"\" \"brian\\-run {}\" \"User Commands\"\n", version)
           + ".SH NAME\nbrian\\-run \\- simulate a network of spiking neurons that one YAML file "
             "describes\n"
             ".SH SYNOPSIS\n.B brian\\-run\n\\fIMODEL.yaml\\fR [\\fIoptions\\fR]\n.br\n"
             ".B brian\\-run\n\\fICOMMAND\\fR [\\fIarguments\\fR]\n"
             ".SH DESCRIPTION\n"
             "The model file holds groups of neurons with equations and physical units, "
             "connections, stimuli and monitors. It is checked, simulated on a clock of fixed "
             "steps, and what the monitors see is written to an HDF5 file in the SONATA layout. "
             "The same model and seed give the same bits on every engine and number of threads.\n"
           + commands_text() + options_of(app) + ".SH EXAMPLES AND EXIT STATUS\n"
           + verbatim(app.get_footer())
           + ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nwhen set and not empty, messages are never "
             "coloured\n";
}

}  // namespace brian
