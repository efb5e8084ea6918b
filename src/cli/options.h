#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "kernels/make_kernel.h"
#include "yaml/read_network.h"

namespace brian {

enum class ProgressStyle { Auto, Bar, Log, Json, None };
enum class Verbosity { Quiet, Normal, Verbose };

/// What the user asked for on the command line.
struct Options {
    enum class Action {
        Run,
        Check,
        DryRun,
        Explain,
        PrintConfig,
        PrintGraph,
        PrintSchema,
        PrintReference,
        List
    };
    Action action = Action::Run;
    std::string list;           ///< what --list names
    std::string config_format;  ///< of PrintConfig: yaml or json
    std::string model;
    std::vector<Override> overrides;
    std::string output;  ///< empty: from the model
    enum class Existing { Refuse, Replace };
    Existing existing = Existing::Refuse;
    std::string seed;  ///< empty: from the model; "random"; a whole number
    Backend backend = Backend::Jit;
    unsigned threads = 1;
    ProgressStyle progress = ProgressStyle::Auto;
    Verbosity verbosity = Verbosity::Normal;
    std::string log_file;  ///< empty: none
    bool profile = false;
    enum class Output { Text, Json };
    Output summary = Output::Text;
    Colour colour = Colour::Plain;
    std::optional<double> time_limit;        ///< [s] on the clock on the wall
    std::optional<double> checkpoint_every;  ///< [s] likewise
    bool resume = false;
    std::string command_line;
};

/// Parses the command line. Prints help, version or a usage error itself and then returns the exit
/// code instead.
struct ParsedOptions {
    Options options;
    std::optional<int> exit_code;
};
[[nodiscard]] ParsedOptions parse_options(int argc, const char* const* argv);

/// "brian-run 0.1.0 (1a2b3c4), HDF5 1.10.8 ..."
[[nodiscard]] std::string version_text();

}  // namespace brian
