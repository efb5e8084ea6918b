#pragma once

#include <cstdint>
#include <string>

#include "base/aligned.h"
#include "engine/state.h"

namespace brian {

/// Integer steps of fixed length; time is step * dt and is never accumulated.
class Clock {
  public:
    explicit Clock(double dt);
    [[nodiscard]] double dt() const { return cells_[1]; }
    [[nodiscard]] double t() const { return cells_[0]; }  ///< [s] start of the current step
    [[nodiscard]] std::int64_t step() const { return step_; }
    void go_to(std::int64_t step);
    void tick() { go_to(step_ + 1); }
    /// What kernels bind as shared values `t`, `dt` and `_step`; the addresses stay for the clock's
    /// life.
    [[nodiscard]] double* t_cell() { return cells_.data(); }
    [[nodiscard]] double* dt_cell() { return cells_.data() + 1; }
    [[nodiscard]] double* step_cell() { return cells_.data() + 2; }
    void list_state(const std::string& path, StateList& items);

  private:
    std::int64_t step_ = 0;
    AlignedVector<double> cells_;
};

}  // namespace brian
