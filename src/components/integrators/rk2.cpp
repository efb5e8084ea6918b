#include "components/integrators/methods.h"
#include "components/integrators/rates.h"
#include "components/integrators/runge_kutta.h"

namespace brian {

/// The midpoint rule: k1 = dt f(x, t), x(t+dt) = x + dt f(x + k1/2, t + dt/2)
/// (Runge 1895, Math. Ann. 46:167).
Update rk2(const System& system) {
    refuse_noise(system, "rk2");
    Update update;
    add_stage(system, {.number = 1, .fraction = 0.0}, update.step);
    add_stage(system, {.number = 2, .fraction = 0.5}, update.step);
    for (const RateEquation& equation : system.equations) {
        const std::string& x = equation.variable;
        update.step.push_back(assign(new_value_of(x), name(x) + increment_of(x, 2)));
    }
    accept_new_values(system, update.step);
    return update;
}

}  // namespace brian
