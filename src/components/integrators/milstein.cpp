#include <set>

#include "base/error.h"
#include "base/format.h"
#include "components/integrators/methods.h"
#include "components/integrators/rates.h"
#include "language/analysis.h"

namespace brian {

namespace {

/// Each equation has at most one noise, and no two equations have the same.
void refuse_shared_noise(const RateEquation& equation, const NoisyRate& rate,
                         std::set<std::string>& seen) {
    const bool alone = rate.noise.empty()
                       || (rate.noise.size() == 1 && seen.insert(rate.noise.front().noise).second);
    if (alone) return;
    throw ModelError(
        {.message = format("milstein needs one noise of its own for each equation: "
                           "d{}/dt has {}",
                           equation.variable,
                           rate.noise.size() > 1 ? "several" : "that of another equation"),
         .where = equation.rate.where(),
         .hint = "take heun, or independent noises (xi_a, xi_b)"});
}

/// Appends _above_x, _below_x = x +- g sqrt(dt), and returns the correction of the noise:
/// (g(_above_x) - g(_below_x)) dW^2 / (4 sqrt(dt)).
Expr add_correction(const std::string& x, const NoiseTerm& term, CodeBlock& step) {
    const Expr spread = call("sqrt", {step_length()});
    const Expr dw = name("_dW_" + term.noise);
    step.push_back(assign("_above_" + x, name(x) + name("_amplitude_" + x) * spread));
    step.push_back(assign("_below_" + x, name(x) - name("_amplitude_" + x) * spread));
    const Expr above = substitute(term.amplitude, {{x, name("_above_" + x)}});
    const Expr below = substitute(term.amplitude, {{x, name("_below_" + x)}});
    return (above - below) * (dw * dw) / (number(4.0) * spread);
}

/// g dW with its correction, _amplitude_x = g being appended.
Expr add_noise(const std::string& x, const NoiseTerm& term, CodeBlock& step) {
    step.push_back(assign("_amplitude_" + x, term.amplitude));
    Expr increment = name("_amplitude_" + x) * name("_dW_" + term.noise);
    if (!reads(term.amplitude, x)) return increment;
    return increment + add_correction(x, term, step);
}

}  // namespace

/// Milstein's method for diagonal noise in the sense of Stratonovich, without derivatives:
/// x(t+dt) = x + f dt + g dW + (g(x + g sqrt(dt)) - g(x - g sqrt(dt))) dW^2 / (4 sqrt(dt)).
/// The last term is g g' dW^2 / 2 up to dt^2 (Kloeden & Platen 1992, Numerical Solution of
/// Stochastic Differential Equations, ch. 10-11): strong order 1. Brian 2's one-sided difference
/// from x + f dt + g sqrt(dt) leaves a mean error of dt^(3/2) a step, so order 1/2.
Update milstein(const System& system) {
    Update update;
    std::set<std::string> seen;
    for (const RateEquation& equation : system.equations) {
        const std::string& x = equation.variable;
        const NoisyRate rate = split_noise(equation);
        refuse_shared_noise(equation, rate, seen);
        Expr change = step_length() * rate.drift;
        if (!rate.noise.empty()) change = change + add_noise(x, rate.noise.front(), update.step);
        update.step.push_back(assign(new_value_of(x), name(x) + unless_held(equation, change)));
    }
    accept_new_values(system, update.step);
    return update;
}

}  // namespace brian
