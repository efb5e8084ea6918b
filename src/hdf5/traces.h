#pragma once

#include <cstdint>
#include <span>
#include <variant>

#include "engine/recording.h"
#include "hdf5/series_group.h"
#include "hdf5/time_axis.h"

namespace brian {

/// What decides the chunks of a trace.
struct TraceChunking {
    double duration = 0.0;  ///< [s] planned length of the run
    int gzip = 0;
};

/// A variable over time, as a SONATA report: /report/<monitor>_<variable>/ with data[time, node],
/// its dimension scales time and node, and SONATA's mapping. Of synapses: data[time, synapse] under
/// /synapse_report/, with the neurons at both ends in place of the mapping. All functions throw
/// Hdf5Error.
class TraceSeries {
  public:
    TraceSeries(hid_t file, const SeriesPast& past, const SeriesInfo& info,
                const TraceChunking& chunking);
    /// Whole frames of SI values.
    void append(std::span<const double> values);
    /// Also brings the time axis and SONATA's mapping/time up to date.
    void flush();
    /// For the next segment of the file.
    void note_in(SeriesPast& past) const;

  private:
    using Data = std::variant<DatasetColumn<float>, DatasetColumn<double>>;

    static Data create_data(hid_t group, const SeriesInfo& info, std::size_t rows, int gzip);
    void write_mapping(const SeriesInfo& info);
    /// Start, stop = start + n * step, and step [ms].
    void write_extent();
    [[nodiscard]] std::uint64_t n_frames() const;

    Handle group_;
    Data data_;
    TimeAxis axis_;
    Handle extent_;      ///< mapping/time; of neurons only
    std::size_t width_;  ///< neurons in a frame
    double unit_size_;
    double start_;     ///< [s]
    double interval_;  ///< [s]
};

}  // namespace brian
