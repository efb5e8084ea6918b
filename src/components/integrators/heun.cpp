#include "components/integrators/methods.h"
#include "components/integrators/rates.h"

namespace brian {

namespace {

struct NoisyEquation {
    const RateEquation* equation;
    NoisyRate rate;
};

/// Appends _noise_x = g(x, t) dW and _support_x = x + _noise_x for the variables that have noise.
/// Returns what stands for the variables and the time at the support.
Replacements add_support(const std::vector<NoisyEquation>& equations, CodeBlock& step) {
    Replacements at_support{{"t", name("t") + step_length()}};
    for (const auto& [equation, rate] : equations) {
        if (rate.noise.empty()) continue;
        const std::string& x = equation->variable;
        step.push_back(assign("_noise_" + x, unless_held(*equation, noise_increment(rate.noise))));
        step.push_back(assign("_support_" + x, name(x) + name("_noise_" + x)));
        at_support.emplace_back(x, name("_support_" + x));
    }
    return at_support;
}

}  // namespace

/// Stochastic Heun method for noise in the sense of Stratonovich: with the support
/// x^ = x + g(x, t) dW, x(t+dt) = x + f(x, t) dt + (g(x, t) + g(x^, t+dt)) dW / 2; strong order 1
/// for diagonal noise (Rümelin 1982, SIAM J. Numer. Anal. 19:604; Kloeden & Platen 1992, Numerical
/// Solution of Stochastic Differential Equations). Several noises form the support together.
Update heun(const System& system) {
    Update update;
    std::vector<NoisyEquation> equations;
    for (const RateEquation& equation : system.equations)
        equations.push_back({&equation, split_noise(equation)});
    const Replacements at_support = add_support(equations, update.step);
    for (const auto& [equation, rate] : equations) {
        const std::string& x = equation->variable;
        Expr change = step_length() * rate.drift;
        if (!rate.noise.empty()) {
            const Expr at_end = substitute(noise_increment(rate.noise), at_support);
            change = change + number(0.5) * (name("_noise_" + x) + at_end);
        }
        update.step.push_back(assign(new_value_of(x), name(x) + unless_held(*equation, change)));
    }
    accept_new_values(system, update.step);
    return update;
}

}  // namespace brian
