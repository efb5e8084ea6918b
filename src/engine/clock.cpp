#include "engine/clock.h"

namespace brian {

Clock::Clock(double dt) : cells_{0.0, dt, 0.0} {}

void Clock::go_to(std::int64_t step) {
    step_ = step;
    cells_[2] = static_cast<double>(step);
    cells_[0] = cells_[2] * cells_[1];
}

void Clock::list_state(const std::string& path, StateList& items) {
    items.push_back({path + ".step", &step_});
    items.push_back({path + ".cells", std::span<double>(cells_)});
}

}  // namespace brian
