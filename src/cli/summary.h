#pragma once

#include <string>

#include "cli/options.h"
#include "compile/compile.h"

namespace brian {

/// What the closing lines of a run are about.
struct RunFacts {
    std::string status;  ///< complete, stopped, failed
    std::string file;
    std::uint64_t seed = 0;
    std::int64_t steps_done = 0;
    double simulated_seconds = 0.0;
    double seconds_before = 0.0;  ///< of them, by the runs that this one goes on with
    double build_seconds = 0.0;   ///< from the start of the program to the first step
    double loop_seconds = 0.0;
    double wall_seconds = 0.0;
    std::vector<std::string> warnings;
    std::string plot;  ///< command that plots the results, without the file; may be empty
};

/// Spikes and mean rate per population, wall time, realtime factor, where the results are, how to
/// plot them.
[[nodiscard]] std::string summary_text(const CompiledModel& model, const RunFacts& facts);
/// The same as one JSON object.
[[nodiscard]] std::string summary_json(const CompiledModel& model, const RunFacts& facts);

}  // namespace brian
