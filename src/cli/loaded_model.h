#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "cli/options.h"
#include "compile/compile.h"
#include "hdf5/write_results.h"
#include "spec/network_spec.h"

namespace brian {

using SteadyClock = std::chrono::steady_clock;

/// [s] that have gone by.
[[nodiscard]] double since(SteadyClock::time_point start);

/// A model on its way from the file to a network. What is wrong goes into the diagnostics.
struct LoadedModel {
    const Options* options = nullptr;
    SteadyClock::time_point program_start;
    Diagnostics diagnostics;
    NetworkSpec spec;
    std::uint64_t seed = 0;
    std::vector<std::string> data_files{};  ///< that the model read
    CompiledModel compiled{};
    std::vector<std::string> warnings{};
};

/// Reads the model file, with the overrides.
void read_model(LoadedModel& model);
/// The seed that options or model say; nothing when one is to be drawn. Throws ModelError.
[[nodiscard]] std::optional<std::uint64_t> given_seed(const LoadedModel& model);
/// Draws a seed, and says so.
[[nodiscard]] std::uint64_t drawn_seed(const LoadedModel& model);
/// Makes the network.
void build_network(LoadedModel& model);

/// Name of the results file, with its placeholders filled in.
[[nodiscard]] std::string output_name(const LoadedModel& model);
/// What the results file is told of the model. Throws ModelError.
[[nodiscard]] ResultsOptions results_options(const LoadedModel& model);

}  // namespace brian
