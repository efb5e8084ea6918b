#pragma once

#include <cstdint>
#include <utility>

#include "engine/pacer.h"
#include "engine/state.h"

namespace brian {

/// A way back to an earlier step. Large states are copied less often, so that copying stays a small
/// part of the run.
class Rewind {
  public:
    /// Forgets all; from now on copies of `items`.
    void begin(StateList items, std::int64_t step);
    /// Copies the state unless that would cost too much of the time gone by since the last copy.
    void mark(std::int64_t step);
    /// Puts back what was copied last; returns the step it was of.
    [[nodiscard]] std::int64_t restore() const;

  private:
    void copy(std::int64_t step);
    StateList items_;
    Snapshot snapshot_;
    std::int64_t step_ = 0;
    Pacer::Duration cost_{};
    Pacer::Time::time_point copied_at_;
};

}  // namespace brian
