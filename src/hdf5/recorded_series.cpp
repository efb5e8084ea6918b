#include "hdf5/recorded_series.h"

namespace brian {

bool goes_through(const SeriesInfo& info) {
    switch (info.kind) {
        case SeriesInfo::Kind::Spikes:
        case SeriesInfo::Kind::Events:
        case SeriesInfo::Kind::SpikesText:
        case SeriesInfo::Kind::Snapshot:
            return true;
        default:
            return false;
    }
}

Series create_series(hid_t file, const SeriesPast& past, const SeriesInfo& info,
                     const ResultsOptions& options) {
    const double planned = static_cast<double>(options.n_steps) * options.dt;
    switch (info.kind) {
        case SeriesInfo::Kind::Spikes:
        case SeriesInfo::Kind::Events:
            return SpikeSeries(file, past, info,
                               options.phases == ResultsOptions::Phases::Several
                                   ? SpikePhases::Told
                                   : SpikePhases::Left);
        case SeriesInfo::Kind::SpikesText:
            return SpikesText(info, past, options);
        case SeriesInfo::Kind::Rate:
            return RateSeries(file, past, info, planned);
        case SeriesInfo::Kind::Counts:
            return CountSeries(file, past, info);
        case SeriesInfo::Kind::Statistics:
            return StatisticsSeries(file, past, info);
        case SeriesInfo::Kind::Snapshot:
        case SeriesInfo::Kind::Histogram:
        case SeriesInfo::Kind::Measure:
            return ColumnSeries(file, past, info);
        case SeriesInfo::Kind::Trace:
            break;
    }
    return TraceSeries(file, past, info, {.duration = planned, .gzip = options.trace_compression});
}

}  // namespace brian
