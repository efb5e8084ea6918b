#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>

#include "engine/recording.h"
#include "hdf5/column.h"
#include "hdf5/columns.h"
#include "hdf5/series_group.h"

namespace brian {

/// Whether spikes tell the phase of the run that they belong to.
enum class SpikePhases { Left, Told };

/// The spikes of one monitor: /spikes/<monitor>/{timestamps, node_ids} and a dataset for each
/// variable recorded with them, and their phase where the run has several; of custom events the
/// same under /events/. All functions throw Hdf5Error.
class SpikeSeries {
  public:
    SpikeSeries(hid_t file, const SeriesPast& past, const SeriesInfo& info, SpikePhases phases);
    /// What is appended from now on belongs to that phase.
    void begin_phase(std::uint32_t number) { phase_ = number; }
    /// times [s], one for each of the ids.
    void append_spikes(std::span<const double> times, std::span<const std::uint64_t> ids);
    /// Values at the spikes, one for each.
    void append_column(std::size_t column, std::span<const double> values);
    void flush();
    /// For the next segment of the file.
    void note_in(SeriesPast& past) const;

  private:
    Handle group_;
    DatasetColumn<double> timestamps_;
    DatasetColumn<std::uint64_t> node_ids_;
    Columns values_;
    std::optional<DatasetColumn<std::uint32_t>> phases_;
    std::uint32_t phase_ = 0;
    double last_time_;  ///< [s]
    Sorting sorting_;
};

}  // namespace brian
