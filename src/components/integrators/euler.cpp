#include "base/error.h"
#include "base/format.h"
#include "components/integrators/methods.h"
#include "components/integrators/rates.h"

namespace brian {

namespace {

void refuse_multiplicative_noise(const NoisyRate& rate, const RateEquation& equation,
                                 const System& system) {
    for (const NoiseTerm& term : rate.noise) {
        if (!is_multiplicative(term, system)) continue;
        throw ModelError(
            {.message = format("euler takes additive noise only: the factor of {} in d{}/dt "
                               "changes with time or state",
                               term.noise, equation.variable),
             .where = equation.rate.where(),
             .hint = "choose heun or milstein (both in the sense of Stratonovich)"});
    }
}

}  // namespace

/// x(t+dt) = x + f(x, t) dt + g dW (Maruyama 1955, Rend. Circ. Mat. Palermo 4:48; g constant).
Update euler(const System& system) {
    Update update;
    for (const RateEquation& equation : system.equations) {
        const NoisyRate rate = split_noise(equation);
        refuse_multiplicative_noise(rate, equation, system);
        Expr change = step_length() * rate.drift;
        if (!rate.noise.empty()) change = change + noise_increment(rate.noise);
        update.step.push_back(assign(new_value_of(equation.variable),
                                     name(equation.variable) + unless_held(equation, change)));
    }
    accept_new_values(system, update.step);
    return update;
}

}  // namespace brian
