#pragma once

#include <chrono>

#include "cli/options.h"
#include "tools/sweep_runner.h"

namespace brian {

/// Shows on stderr how far a sweep is: one bar for all runs on a terminal, else a line every 10 %
/// or 30 s, or JSON lines {"finished", "total", "running", "failed", "wall_s", "left_s"}.
class SweepProgress {
  public:
    SweepProgress(ProgressStyle style, Verbosity verbosity);
    void show(const SweepCounts& counts);
    /// Clears the bar.
    void clear();

  private:
    using Clock = std::chrono::steady_clock;
    [[nodiscard]] bool due(const SweepCounts& counts, Clock::time_point now);
    void print(const SweepCounts& counts, double wall);

    ProgressStyle style_;
    Clock::time_point start_ = Clock::now();
    Clock::time_point last_ = start_;
    std::size_t last_tenth_ = 0;
    std::size_t width_ = 0;  ///< of the bar on the screen
};

}  // namespace brian
