#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "components/monitors/trace_buffer.h"

namespace brian {

/// The last frames of one variable, kept in a ring; written at the end as a trace.
class RecentTrace {
  public:
    /// last: the stretch of time that is kept [s].
    RecentTrace(SeriesInfo info, RecordedValues from, double last);
    /// A sample every `interval` seconds from `start` [s] on.
    void open(Recording& recording, double start, double interval);
    void sample();
    /// Writes what is kept.
    void finish();
    void list_state(const std::string& path, StateList& items);

  private:
    [[nodiscard]] std::span<const double> frame(std::int64_t number) const;
    SeriesInfo info_;
    RecordedValues from_;
    double last_;              // [s]
    std::int64_t length_ = 0;  // of the ring, in frames
    Recording* recording_ = nullptr;
    double start_ = 0.0;           // [s]
    std::int64_t n_sampled_ = 0;   // since the start
    std::vector<double> ring_;     // frame k at k modulo length
    std::vector<double> scratch_;  // one frame
};

}  // namespace brian
