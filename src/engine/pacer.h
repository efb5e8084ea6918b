#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace brian {

/// Turns "every 20 ms of wall time" into a number of steps, so that small networks need not look at
/// the watch in every step.
class Pacer {
  public:
    using Time = std::chrono::steady_clock;
    using Duration = Time::duration;

    Pacer();
    /// How many steps to do before looking at the watch again, at least 1.
    [[nodiscard]] std::int64_t stride() const { return std::max<std::int64_t>(stride_ - done_, 1); }
    /// n steps have been done: looks at the watch when a stride is full.
    void advance(std::int64_t n);
    /// Whether it is time to report progress; once true, false until the interval has passed again.
    [[nodiscard]] bool report_due();
    /// The same for writing out what monitors and recording hold.
    [[nodiscard]] bool flush_due();

  private:
    std::int64_t stride_ = 1;
    std::int64_t done_ = 0;  // of the stride
    Time::time_point now_;
    Time::time_point last_report_;
    Time::time_point last_flush_;
};

}  // namespace brian
