#include "components/monitors/trace_buffer.h"

namespace brian {

void RecordedValues::copy_to(std::vector<double>& out) const {
    if (places.empty()) return;
    const bool contiguous = places.back() - places.front() + 1 == places.size();
    if (contiguous) {
        out.insert(out.end(), values + places.front(), values + places.back() + 1);
        return;
    }
    for (const std::uint32_t place : places) out.push_back(values[place]);
}

void TraceBuffer::open(Recording& recording, double start, double interval) {
    recording_ = &recording;
    info_.start = start;
    info_.interval = interval;
    series_ = recording.open(info_);
}

void TraceBuffer::sample() {
    from_.copy_to(held_);
    if (held_.size() >= values_held_back) flush();
}

void TraceBuffer::flush() {
    if (!held_.empty()) recording_->append(series_, held_);
    held_.clear();
}

}  // namespace brian
