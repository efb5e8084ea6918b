#include "components/integrators/methods.h"
#include "components/integrators/rates.h"
#include "components/integrators/runge_kutta.h"

namespace brian {

/// The classical method: x(t+dt) = x + (k1 + 2 k2 + 2 k3 + k4)/6, with k1 at the start of the step,
/// k2 and k3 in its middle, k4 at its end (Kutta 1901, Z. Math. Phys. 46:435).
Update rk4(const System& system) {
    refuse_noise(system, "rk4");
    Update update;
    add_stage(system, {.number = 1, .fraction = 0.0}, update.step);
    add_stage(system, {.number = 2, .fraction = 0.5}, update.step);
    add_stage(system, {.number = 3, .fraction = 0.5}, update.step);
    add_stage(system, {.number = 4, .fraction = 1.0}, update.step);
    for (const RateEquation& equation : system.equations) {
        const std::string& x = equation.variable;
        const Expr middle = number(2.0) * (increment_of(x, 2) + increment_of(x, 3));
        const Expr sum = increment_of(x, 1) + middle + increment_of(x, 4);
        update.step.push_back(assign(new_value_of(x), name(x) + sum / number(6.0)));
    }
    accept_new_values(system, update.step);
    return update;
}

}  // namespace brian
