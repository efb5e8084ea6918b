#include "hdf5/time_axis.h"

#include <algorithm>

#include <hdf5_hl.h>

namespace brian {

namespace {

constexpr std::uint64_t largest_chunk = 65536;

}  // namespace

std::uint64_t expected_frames(const SeriesInfo& info, double duration) {
    const double n = info.interval > 0.0 ? (duration - info.start) / info.interval : 0.0;
    constexpr double most = 1e15;  // far beyond any file, and safe to convert
    return static_cast<std::uint64_t>(std::clamp(n + 0.5, 1.0, most));
}

TimeAxis::TimeAxis(hid_t group, const SeriesInfo& info, std::uint64_t n_expected,
                   std::uint64_t n_before)
    : n_before_(n_before),
      start_(info.start),
      interval_(info.interval),
      times_({.group = group,
              .name = "time",
              .text = {.units = "ms", .description = "time of each frame"}},
             {.rows = std::min(n_expected, largest_chunk)}) {
    check(H5DSset_scale(times_.id(), "time"), "make 'time' a dimension scale");
}

void TimeAxis::attach_to(hid_t dataset) const {
    check(H5DSattach_scale(dataset, times_.id(), 0), "attach the dimension scale 'time'");
}

void TimeAxis::extend_to(std::uint64_t n_frames) {
    for (std::uint64_t frame = n_before_ + times_.rows(); frame < n_frames; ++frame) {
        const double time = start_ + static_cast<double>(frame) * interval_;
        times_.append(std::span(&time, 1), [](double seconds) { return seconds * 1e3; });
    }
    times_.flush();
}

}  // namespace brian
