#pragma once

#include <cstdint>
#include <string>

#include "compile/compile.h"

namespace brian {

/// What a run would take, from a short stretch of it.
struct Estimate {
    std::uint64_t n_neurons = 0;
    std::uint64_t n_synapses = 0;
    std::int64_t n_steps = 0;     ///< of the whole run, when nothing ends it early
    double memory_bytes = 0.0;    ///< at most, of the whole process
    double output_bytes = 0.0;    ///< of the results file
    double loop_seconds = 0.0;    ///< wall time of all steps and of writing the results
    double build_seconds = 0.0;   ///< wall time until the first step
    std::int64_t n_measured = 0;  ///< steps done to find that out
};

/// Builds nothing anew, runs the network for about 1 s and extrapolates; what the monitors see is
/// counted and thrown away. Later activity that differs from that of the beginning is not foreseen.
/// build_seconds is left to the caller. Throws SimulationError as a run does.
[[nodiscard]] Estimate estimate_run(CompiledModel& model, unsigned n_threads);

/// The estimate as lines for people, and as one JSON object.
[[nodiscard]] std::string estimate_text(const Estimate& estimate, double dt,
                                        const std::string& output_file);
[[nodiscard]] std::string estimate_json(const Estimate& estimate);

}  // namespace brian
