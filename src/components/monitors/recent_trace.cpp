#include "components/monitors/recent_trace.h"

#include <algorithm>
#include <utility>

#include "engine/steps.h"

namespace brian {

RecentTrace::RecentTrace(SeriesInfo info, RecordedValues from, double last)
    : info_(std::move(info)), from_(std::move(from)), last_(last) {}

void RecentTrace::open(Recording& recording, double start, double interval) {
    recording_ = &recording;
    start_ = start;
    info_.interval = interval;
    n_sampled_ = 0;
    length_ = bin_of(last_, interval) + 1;
    ring_.assign(static_cast<std::size_t>(length_) * from_.places.size(), 0.0);
}

std::span<const double> RecentTrace::frame(std::int64_t number) const {
    const std::size_t width = from_.places.size();
    return std::span(ring_).subspan(static_cast<std::size_t>(number % length_) * width, width);
}

void RecentTrace::sample() {
    scratch_.clear();
    from_.copy_to(scratch_);
    std::copy(scratch_.begin(), scratch_.end(),
              ring_.begin() + (n_sampled_ % length_) * std::ssize(scratch_));
    ++n_sampled_;
}

void RecentTrace::finish() {
    const std::int64_t first = std::max<std::int64_t>(0, n_sampled_ - length_);
    info_.start = start_ + static_cast<double>(first) * info_.interval;
    const std::size_t series = recording_->open(info_);
    for (std::int64_t number = first; number < n_sampled_; ++number)
        recording_->append(series, frame(number));
}

void RecentTrace::list_state(const std::string& path, StateList& items) {
    items.push_back({path + ".n_sampled", &n_sampled_});
    items.push_back({path + ".ring", &ring_});
}

}  // namespace brian
