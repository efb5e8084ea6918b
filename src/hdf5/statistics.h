#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "engine/recording.h"
#include "hdf5/series_group.h"

namespace brian {

/// Statistics of a variable over time, one value a neuron, known at the end:
/// /statistics/<monitor>_<variable>/{mean, var, std, n, node_id}. All functions throw Hdf5Error.
class StatisticsSeries {
  public:
    StatisticsSeries(hid_t file, const SeriesPast& past, const SeriesInfo& info);
    /// Whole frames of SI values, in the order mean, var, std.
    void append(std::span<const double> values);
    void set_number(const std::string& name, double value);
    void flush() {}

  private:
    void write_frame(std::span<const double> values);

    Handle group_;
    std::size_t width_;
    std::size_t n_frames_ = 0;
    std::string variable_;
    std::string units_;
    double unit_size_;
};

}  // namespace brian
