#include "cli/arguments.h"

#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/diagnostics.h"
#include "base/format.h"
#include "base/suggest.h"
#include "cli/exit_codes.h"

namespace brian {

namespace {

/// CLI11 offers no near names: find the option that was meant.
std::string suggestion(const CLI::App& app, int argc, const char* const* argv) {
    std::vector<std::string> known;
    for (const CLI::Option* option : app.get_options())
        for (const std::string& text : option->get_lnames()) known.push_back("--" + text);
    for (int k = 1; k < argc; ++k) {
        const std::string text = std::string(argv[k]).substr(0, std::string(argv[k]).find('='));
        if (text.starts_with("--") && std::find(known.begin(), known.end(), text) == known.end())
            if (const std::string near = nearest(text, known); !near.empty())
                return format("  hint: did you mean {}?\n", near);
    }
    return {};
}

}  // namespace

std::optional<int> parse_arguments(CLI::App& app, int argc, const char* const* argv,
                                   const std::function<void()>& interpret) {
    try {
        app.parse(argc, argv);
        interpret();
        return {};
    } catch (const CLI::Success& finished) {
        if (dynamic_cast<const CLI::CallForHelp*>(&finished) != nullptr) std::cout << app.help();
        return exit_code::done;
    } catch (const CLI::ParseError& error) {
        std::cerr << app.get_name() << ": " << error.what() << '\n'
                  << suggestion(app, argc, argv)
                  << format("  {} --help lists all options\n", app.get_name());
    } catch (const ModelError& error) {
        std::cerr << app.get_name() << ": " << error.what() << '\n';
        if (!error.facts().hint.empty()) std::cerr << "  hint: " << error.facts().hint << '\n';
    }
    return exit_code::usage;
}

}  // namespace brian
