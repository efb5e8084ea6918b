#pragma once

#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include "hdf5/write_results.h"

/// What most tests of results files begin with.
namespace brian {

/// A run of 1000 steps of 0.1 ms.
inline ResultsOptions short_run(const std::string& file_name) {
    return {.file_name = file_name,
            .dt = 1e-4,
            .n_steps = 1000,
            .seed = 42,
            .model_sha256 = "0123abcd"};
}

inline SeriesInfo spikes_of(const std::string& monitor) {
    SeriesInfo info;
    info.kind = SeriesInfo::Kind::Spikes;
    info.monitor = monitor;
    info.population = "P";
    info.units = "ms";
    info.description = "spikes of P";
    info.n_neurons = 100;
    return info;
}

/// v [mV] of neurons 0, 1, ... n - 1 in every step.
inline SeriesInfo trace_of_v(std::size_t n) {
    SeriesInfo info;
    info.kind = SeriesInfo::Kind::Trace;
    info.monitor = "M";
    info.variable = "v";
    info.population = "P";
    info.units = "mV";
    info.unit_size = 1e-3;
    info.description = "v of P";
    info.ids = std::vector<std::uint64_t>(n);
    info.n_neurons = 100;
    info.start = 0.0;
    info.interval = 1e-4;
    std::iota(info.ids.begin(), info.ids.end(), std::uint64_t{0});
    return info;
}

}  // namespace brian
