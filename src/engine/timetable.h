#pragma once

#include <cstdint>
#include <vector>

#include "engine/clock.h"

namespace brian {

/// The steps of a clock in which something is due: in each, regularly from t = 0 on, or at given
/// times. Whoever changes the clock's dt need not tell it.
class Timetable {
  public:
    Timetable() = default;                                ///< every step
    [[nodiscard]] static Timetable every(double period);  ///< [s], from t = 0 on
    /// [s]; a time between two steps means the later one.
    [[nodiscard]] static Timetable at(std::vector<double> times);
    [[nodiscard]] bool due(const Clock& clock);

  private:
    enum class Kind { EveryStep, Regular, Listed };
    void count_steps(double dt);

    Kind kind_ = Kind::EveryStep;
    double period_ = 0.0;
    std::vector<double> times_;
    double dt_ = 0.0;                  // that the steps were counted with
    std::int64_t every_ = 1;           // steps
    std::vector<std::int64_t> steps_;  // ascending
};

}  // namespace brian
