#pragma once

#include <cstdint>

#include "engine/recording.h"
#include "hdf5/column.h"

namespace brian {

/// Number of frames that a series is likely to have by the end of the planned run; at least one.
[[nodiscard]] std::uint64_t expected_frames(const SeriesInfo& info, double duration);

/// Times [ms] of the frames of a series: the dataset `time` beside it, growing with it, and the
/// dimension scale of its first dimension. All functions throw Hdf5Error.
class TimeAxis {
  public:
    /// `n_expected` frames decide how it is chunked; `n_before` of them are in earlier segments of
    /// the file.
    TimeAxis(hid_t group, const SeriesInfo& info, std::uint64_t n_expected,
             std::uint64_t n_before = 0);
    /// Makes it the scale of the first dimension of `dataset`.
    void attach_to(hid_t dataset) const;
    /// Writes the times of all frames up to that number: (start + frame * interval) * 1e3.
    void extend_to(std::uint64_t n_frames);
    [[nodiscard]] std::uint64_t n_before() const { return n_before_; }

  private:
    std::uint64_t n_before_;
    double start_;     ///< [s]
    double interval_;  ///< [s]
    DatasetColumn<double> times_;
};

}  // namespace brian
