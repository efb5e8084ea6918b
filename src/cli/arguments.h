#pragma once

#include <functional>
#include <optional>

namespace CLI {  // NOLINT(readability-identifier-naming): the name is theirs
class App;
}

namespace brian {

/// Parses a command line by `app` and then calls `interpret`, which may throw CLI::ParseError or
/// ModelError for what it cannot take. Prints help and usage errors (with the nearest name of a
/// mistyped option) itself and then returns the exit code; nothing when all is well.
[[nodiscard]] std::optional<int> parse_arguments(CLI::App& app, int argc, const char* const* argv,
                                                 const std::function<void()>& interpret);

}  // namespace brian
