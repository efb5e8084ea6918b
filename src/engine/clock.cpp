#include "engine/clock.h"

#include "engine/steps.h"

namespace brian {

Clock::Clock(double dt) : cells_{0.0, dt, 0.0} {}

void Clock::go_to(std::int64_t step) {
    step_ = step;
    cells_[0] = static_cast<double>(step) * cells_[1];
}

void Clock::tick() {
    go_to(step_ + 1);
    cells_[2] += 1.0;
}

void Clock::change_dt(double dt, double now) {
    cells_[1] = dt;
    go_to(duration_steps(now, dt));
}

void Clock::list_state(const std::string& path, StateList& items) {
    items.push_back({path + ".step", &step_});
    items.push_back({path + ".cells", std::span<double>(cells_).first(2)});
    items.push_back({path + ".draws", std::span<double>(cells_).last(1), StateItem::Role::Count});
}

}  // namespace brian
