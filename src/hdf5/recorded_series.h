#pragma once

#include <optional>
#include <variant>

#include "hdf5/columns.h"
#include "hdf5/counts.h"
#include "hdf5/rates.h"
#include "hdf5/spikes.h"
#include "hdf5/spikes_text.h"
#include "hdf5/statistics.h"
#include "hdf5/traces.h"

namespace brian {

using Series = std::variant<SpikeSeries, TraceSeries, RateSeries, CountSeries, StatisticsSeries,
                            ColumnSeries, SpikesText>;

/// A series of the results file: what it is, what of it is in earlier segments of the file, and
/// where it grows in the present one. There it appears when something is appended.
struct RecordedSeries {
    SeriesInfo info;
    SeriesPast past;
    std::optional<Series> series;
};

/// Of whole runs: one that is opened again goes on, whatever came between.
[[nodiscard]] bool goes_through(const SeriesInfo& info);

[[nodiscard]] Series create_series(hid_t file, const SeriesPast& past, const SeriesInfo& info,
                                   const ResultsOptions& options);

}  // namespace brian
