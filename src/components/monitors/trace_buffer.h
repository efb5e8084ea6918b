#pragma once

#include <cstdint>
#include <vector>

#include "components/monitors/monitor_types.h"

namespace brian {

/// Where the recorded values of one variable lie.
struct RecordedValues {
    const double* values = nullptr;
    std::vector<std::uint32_t> places;  ///< of the recorded neurons in `values`, ascending

    /// Appends them to `out`.
    void copy_to(std::vector<double>& out) const;
};

/// Frames of one variable on their way to the recording.
class TraceBuffer {
  public:
    TraceBuffer(SeriesInfo info, RecordedValues from)
        : info_(std::move(info)), from_(std::move(from)) {}
    /// A sample every `interval` seconds from `start` [s] on.
    void open(Recording& recording, double start, double interval);
    void sample();
    void flush();

  private:
    SeriesInfo info_;
    RecordedValues from_;
    Recording* recording_ = nullptr;
    std::size_t series_ = 0;
    std::vector<double> held_;
};

}  // namespace brian
