#include <algorithm>

#include <CLI/CLI.hpp>

#include "base/format.h"
#include "cli/commands.h"
#include "cli/shell.h"

namespace brian {

namespace {

/// An option as a shell sees it.
struct Word {
    std::vector<std::string> names;  ///< with their dashes
    std::string help;
    bool takes_value = false;
    bool takes_file = false;
    std::vector<std::string> choices;
};

std::vector<Word> words_of(const CLI::App& app, const Choices& choices) {
    std::vector<Word> words;
    for (const CLI::Option* option : app.get_options()) {
        if (option->get_lnames().empty()) continue;
        Word word;
        for (const std::string& name : option->get_snames()) word.names.push_back("-" + name);
        for (const std::string& name : option->get_lnames()) word.names.push_back("--" + name);
        word.help = option->get_description();
        word.takes_value = option->get_items_expected_max() > 0;
        const std::string type = option->get_type_name();
        word.takes_file = type.find("FILE") != std::string::npos || type == "DIR";
        const auto known = choices.find(option->get_lnames().front());
        if (known != choices.end()) word.choices = known->second;
        words.push_back(std::move(word));
    }
    return words;
}

std::vector<std::string> verbs() {
    std::vector<std::string> names;
    for (const Command& command : commands()) names.emplace_back(command.name);
    return names;
}

/// What follows an option that takes a value, as a branch of `case`.
std::string bash_branch(const Word& word) {
    if (!word.takes_value) return {};
    const std::string reply =
        word.choices.empty() ? (word.takes_file ? "$(compgen -f -- \"$cur\")" : "")
                             : format("$(compgen -W \"{}\" -- \"$cur\")", join(word.choices, " "));
    return format("        {}) COMPREPLY=({}); return ;;\n", join(word.names, "|"), reply);
}

std::string bash_script(const std::vector<Word>& words) {
    std::string branches;
    std::vector<std::string> names;
    for (const Word& word : words) {
        branches += bash_branch(word);
        names.insert(names.end(), word.names.begin(), word.names.end());
    }
    return format(R"(# bash completion of brian-run: source <(brian-run --completion bash)
_brian_run() {{
    local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}}
    case $prev in
{}    esac
    if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "{}" -- "$cur"))
        return
    fi
    COMPREPLY=($(compgen -f -X '!*.@(yaml|yml|h5)' -- "$cur") $(compgen -d -- "$cur"))
    [[ $COMP_CWORD -eq 1 ]] && COMPREPLY+=($(compgen -W "{}" -- "$cur"))
}}
shopt -s extglob
complete -o filenames -F _brian_run brian-run
)",
                  branches, join(names, " "), join(verbs(), " "));
}

/// A text in single quotes of a shell that doubles them by '\''.
std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

/// In the brackets of zsh's _arguments, brackets and colons are escaped.
std::string zsh_text(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '[' || c == ']' || c == ':') out += '\\';
        out += c;
    }
    return out;
}

std::string zsh_script(const std::vector<Word>& words) {
    std::string arguments;
    for (const Word& word : words) {
        const std::string value = !word.takes_value ? ""
                                  : !word.choices.empty()
                                      ? format(":value:({})", join(word.choices, " "))
                                  : word.takes_file ? ":file:_files"
                                                    : ":value: ";
        for (const std::string& name : word.names)
            arguments += format("    {} \\\n",
                                quoted(format("*{}[{}]{}", name, zsh_text(word.help), value)));
    }
    return format(R"(#compdef brian-run
# zsh completion of brian-run: brian-run --completion zsh > "${{fpath[1]}}/_brian-run"
_brian_run_first() {{
    local -a verbs=({})
    (( CURRENT == 2 )) && compadd -a verbs
    _files -g '*.(yaml|yml|h5)'
}}
_arguments -s \
{}    '*:model:_brian_run_first'
)",
                  join(verbs(), " "), arguments);
}

std::string fish_script(const std::vector<Word>& words) {
    std::string text =
        "# fish completion of brian-run: brian-run --completion fish | source\n"
        "complete -c brian-run -k -x -a '(__fish_complete_suffix .yaml .yml .h5)'\n";
    for (const Command& command : commands())
        text += format("complete -c brian-run -n __fish_is_first_arg -f -a {} -d {}\n",
                       command.name, quoted(std::string(command.help)));
    for (const Word& word : words) {
        text += "complete -c brian-run";
        for (const std::string& name : word.names)
            text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
        text += format(" -d {}", quoted(word.help));
        if (word.takes_value) text += word.takes_file ? " -r -F" : " -x";
        if (!word.choices.empty())
            text += format(" -a {}", quoted(format("{}", join(word.choices, " "))));
        text += '\n';
    }
    return text;
}

}  // namespace

std::string completion_script(const CLI::App& app, const Choices& choices,
                              const std::string& shell) {
    const std::vector<Word> words = words_of(app, choices);
    if (shell == "zsh") return zsh_script(words);
    if (shell == "fish") return fish_script(words);
    return bash_script(words);
}

}  // namespace brian
