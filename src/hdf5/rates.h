#pragma once

#include <span>

#include "engine/recording.h"
#include "hdf5/series_group.h"
#include "hdf5/time_axis.h"

namespace brian {

/// The population rate of one monitor: /rates/<monitor>/{rate, time}. All functions throw
/// Hdf5Error.
class RateSeries {
  public:
    /// `duration` [s] planned decides the chunks.
    RateSeries(hid_t file, const SeriesPast& past, const SeriesInfo& info, double duration);
    /// One SI value (Hz) a bin.
    void append(std::span<const double> values);
    void flush();
    /// For the next segment of the file.
    void note_in(SeriesPast& past) const;

  private:
    Handle group_;
    DatasetColumn<double> rate_;
    TimeAxis axis_;
    double unit_size_;
};

}  // namespace brian
