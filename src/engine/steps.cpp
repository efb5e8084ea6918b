#include "engine/steps.h"

#include <cmath>

namespace brian {
namespace {

constexpr double bin_tolerance = 1e-3;       // of dt
constexpr double duration_tolerance = 1e-4;  // of dt

std::int64_t whole(double x) {
    return static_cast<std::int64_t>(x);
}

}  // namespace

std::int64_t delay_steps(double delay, double dt) {
    return whole(std::floor(delay / dt + 0.5));
}

std::int64_t bin_of(double t, double dt) {
    return whole(std::floor((t + bin_tolerance * dt) / dt));
}

std::int64_t bin_above(double t, double dt) {
    return whole(std::ceil((t - bin_tolerance * dt) / dt));
}

std::int64_t duration_steps(double duration, double dt) {
    const double steps = duration / dt;
    const double nearest = std::floor(steps + 0.5);
    return whole(std::abs(steps - nearest) <= duration_tolerance ? nearest : std::ceil(steps));
}

std::int64_t step_of_other_length(std::int64_t step, double before, double dt) {
    return whole(std::floor(static_cast<double>(step) * before / dt + duration_tolerance));
}

bool is_multiple(double time, double dt) {
    const double steps = time / dt;
    return std::abs(steps - std::floor(steps + 0.5)) <= duration_tolerance;
}

}  // namespace brian
