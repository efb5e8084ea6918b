#pragma once

#include <chrono>
#include <span>
#include <string_view>

namespace brian {

/// A verb of the command line, as in `brian-run VERB ...`.
struct Command {
    std::string_view name;
    std::string_view help;  ///< one line for `brian-run --help`
    /// Parses its own arguments (argv[0] is the verb) and returns the exit code.
    int (*run)(int argc, const char* const* argv,
               std::chrono::steady_clock::time_point program_start);
};

/// All verbs, in the order in which help shows them. Each has a file cli/NAME_command.cpp.
[[nodiscard]] std::span<const Command> commands();

/// The verb that the command line begins with; null when it begins with none.
[[nodiscard]] const Command* command_of(int argc, const char* const* argv);

}  // namespace brian
