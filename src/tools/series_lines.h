#pragma once

#include <string>

#include "hdf5/results_reader.h"

namespace brian {

/// A line for each group and stimulus: its size, its spikes, recorded or not, and its mean rate.
/// Empty when the file does not tell.
[[nodiscard]] std::string population_lines(const ResultsReader& results);

/// A line for each series of a results file: its name, of what it is, how much of it there is.
/// Empty when there is none.
[[nodiscard]] std::string series_lines(const ResultsReader& results);

}  // namespace brian
