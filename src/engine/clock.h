#pragma once

#include <cstdint>
#include <limits>
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
    void tick();
    /// Steps of another length from now on, `now` [s] being a multiple of it.
    void change_dt(double dt, double now);

    /// The run goes on until this step: the clock does not begin it.
    void run_until(std::int64_t step) { end_ = step; }
    [[nodiscard]] bool running() const { return step_ < end_; }
    /// Whether the clock takes part in the moment that the network is in.
    [[nodiscard]] bool due() const { return due_; }
    void set_due(double now, double tolerance) { due_ = running() && t() <= now + tolerance; }

    /// What kernels bind as shared values `t`, `dt` and `_step`; the addresses stay for the clock's
    /// life. `_step`, which random numbers depend on, counts the steps carried out: it goes on when
    /// dt changes and when the time goes back.
    [[nodiscard]] double* t_cell() { return cells_.data(); }
    [[nodiscard]] double* dt_cell() { return cells_.data() + 1; }
    [[nodiscard]] double* step_cell() { return cells_.data() + 2; }
    void list_state(const std::string& path, StateList& items);
    /// Until when the run goes on.
    void list_end(const std::string& path, StateList& items) { items.push_back({path, &end_}); }

  private:
    std::int64_t step_ = 0;
    std::int64_t end_ = std::numeric_limits<std::int64_t>::max();
    bool due_ = true;
    AlignedVector<double> cells_;
};

}  // namespace brian
