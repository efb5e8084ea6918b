#pragma once

#include <cstdint>
#include <deque>
#include <string>

#include "engine/network.h"

namespace brian {

/// Measures how long each thing that happens in a step takes: with the clock's own cost (about
/// 50 ns a task and step), so that steps of small networks look longer than they are.
class Profile {
  public:
    /// Puts a clock around every task. The network runs no more once this is gone.
    void attach(Network& network);
    /// A table, the longest first: seconds, share of the loop, microseconds a step.
    [[nodiscard]] std::string text(double loop_seconds, std::int64_t n_steps) const;

  private:
    struct Entry {
        std::string object;
        std::string action;
        Moment when;
        double seconds = 0.0;
    };
    std::deque<Entry> entries_;  // their places never move
};

}  // namespace brian
