#include "engine/timetable.h"

#include <algorithm>
#include <utility>

#include "engine/steps.h"

namespace brian {

Timetable Timetable::every(double period) {
    Timetable table;
    table.kind_ = Kind::Regular;
    table.period_ = period;
    return table;
}

Timetable Timetable::at(std::vector<double> times) {
    Timetable table;
    table.kind_ = Kind::Listed;
    table.times_ = std::move(times);
    return table;
}

void Timetable::count_steps(double dt) {
    if (dt == dt_) return;
    dt_ = dt;
    every_ = std::max<std::int64_t>(1, duration_steps(period_, dt));
    steps_.clear();
    for (const double time : times_) steps_.push_back(duration_steps(time, dt));
    std::sort(steps_.begin(), steps_.end());
}

bool Timetable::due(const Clock& clock) {
    if (kind_ == Kind::EveryStep) return true;
    count_steps(clock.dt());
    if (kind_ == Kind::Regular) return clock.step() % every_ == 0;
    return std::binary_search(steps_.begin(), steps_.end(), clock.step());
}

}  // namespace brian
