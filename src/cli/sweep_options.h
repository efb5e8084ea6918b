#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/options.h"
#include "spec/sweep_spec.h"

namespace brian {

/// What the user asked of `brian-run sweep`.
struct SweepOptions {
    enum class Action { Run, Count, PrintCommands, Collect, DryRun };
    Action action = Action::Run;
    std::string model;
    std::vector<Override> overrides;  ///< of all runs
    std::string folder;               ///< empty: from the name of the model
    SweepSpec axes;                   ///< of the command line
    std::string seed;
    std::string only;  ///< empty: all runs
    bool resume = false;
    enum class AfterFailure { KeepGoing, Stop };
    AfterFailure after_failure = AfterFailure::KeepGoing;
    unsigned processes = 1;
    unsigned threads = 1;  ///< of each run
    std::string engine = "jit";
    ProgressStyle progress = ProgressStyle::Auto;
    Verbosity verbosity = Verbosity::Normal;
    Options::Output summary = Options::Output::Text;
    Colour colour = Colour::Plain;
};

/// Parses the command line from the verb on. Prints help or a usage error itself and then returns
/// the exit code instead.
struct ParsedSweepOptions {
    SweepOptions options;
    std::optional<int> exit_code;
};
[[nodiscard]] ParsedSweepOptions parse_sweep_options(int argc, const char* const* argv);

}  // namespace brian
