#include "hdf5/rates.h"

#include <algorithm>

#include "hdf5/series_group.h"

namespace brian {

namespace {

constexpr std::uint64_t largest_chunk = 65536;

}  // namespace

RateSeries::RateSeries(hid_t file, const SeriesPast& past, const SeriesInfo& info, double duration)
    : group_(create_series_group(file, past.path, info)),
      rate_({.group = group_.id(),
             .name = "rate",
             .text = {.units = info.units, .description = info.description}},
            {.rows = std::min(expected_frames(info, duration), largest_chunk)}),
      axis_(group_.id(), info, expected_frames(info, duration), past.n_frames),
      unit_size_(info.unit_size) {
    axis_.attach_to(rate_.id());
    set_attribute(group_.id(), "bin_ms", info.interval * 1e3);
}

void RateSeries::append(std::span<const double> values) {
    rate_.append(values, [unit_size = unit_size_](double x) { return x / unit_size; });
}

void RateSeries::flush() {
    rate_.flush();
    axis_.extend_to(axis_.n_before() + rate_.rows());
}

void RateSeries::note_in(SeriesPast& past) const {
    past.n_frames = axis_.n_before() + rate_.rows();
}

}  // namespace brian
