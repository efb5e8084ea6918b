#pragma once

#include <functional>
#include <span>
#include <string>

#include "hdf5/results_reader.h"

namespace brian {

/// Calls work(times [ms], neurons) for the spikes of a group ("/spikes/all") from the first to the
/// last, some 10^5 at a time, so that memory stays bounded.
void for_each_chunk(
    const ResultsReader& results, const std::string& group,
    const std::function<void(std::span<const double>, std::span<const double>)>& work);

}  // namespace brian
