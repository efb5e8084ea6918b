#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/recording.h"
#include "hdf5/series_group.h"

namespace brian {

/// Numbers of spikes, known at the end: /counts/<monitor>/{count, node_id}, of each neuron, and the
/// attribute `total`; of all neurons together (no ids) the total alone. All functions throw
/// Hdf5Error.
class CountSeries {
  public:
    CountSeries(hid_t file, const SeriesPast& past, const SeriesInfo& info);
    /// One count for each neuron.
    void append(std::span<const double> counts);
    void set_number(const std::string& name, double value);
    void flush() {}

  private:
    Handle group_;
    std::string description_;
};

}  // namespace brian
