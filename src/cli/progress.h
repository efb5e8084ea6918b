#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "cli/options.h"

namespace brian {

/// A wall-clock time for people: "12.3 s", "4 min 05 s".
[[nodiscard]] std::string in_words(double seconds);

/// Shows on stderr how far a run is: a bar with the time left on a terminal, else a line every 10 %
/// or 30 s, or JSON lines {"step", "n_steps", "t_s", "wall_s", "left_s"}.
class Progress {
  public:
    /// first_step: done before, by the run that this one goes on with.
    Progress(ProgressStyle style, Verbosity verbosity, std::int64_t n_steps,
             std::int64_t first_step);
    /// t: [s] now; time may go back between phases of a run.
    void show(std::int64_t steps_done, double t);
    /// Clears the bar.
    void finish();

  private:
    using Clock = std::chrono::steady_clock;
    [[nodiscard]] bool due(std::int64_t steps_done, Clock::time_point now);
    void print(std::int64_t steps_done, double t, double wall) const;

    ProgressStyle style_;
    std::int64_t n_steps_;
    std::int64_t first_step_;
    Clock::time_point start_ = Clock::now();
    Clock::time_point last_ = start_;
    std::int64_t last_tenth_ = 0;
    bool shown_ = false;
};

}  // namespace brian
