#pragma once

#include <map>
#include <string>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): the name is theirs
class App;
}

namespace brian {

/// What a shell may offer for an option, by the option's long name without dashes: a list of words.
using Choices = std::map<std::string, std::vector<std::string>>;

/// A script that completes verbs, options, their words and file names of `app`; shell: bash, zsh or
/// fish.
[[nodiscard]] std::string completion_script(const CLI::App& app, const Choices& choices,
                                            const std::string& shell);

/// The manual page of `app` in roff (`man -l`), made from the same table of options as the help.
[[nodiscard]] std::string manual_page(const CLI::App& app, const std::string& version);

}  // namespace brian
