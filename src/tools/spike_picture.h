#pragma once

#include <string>

#include "hdf5/results_reader.h"
#include "tools/info.h"

namespace brian {

/// A raster of some of the neurons and the rate of all of them, over the whole run; empty when
/// there are no spikes. group: "/spikes/all".
[[nodiscard]] std::string spike_picture(const ResultsReader& results, const std::string& group,
                                        const Look& look);

}  // namespace brian
