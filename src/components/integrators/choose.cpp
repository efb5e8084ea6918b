#include "base/format.h"
#include "components/integrators/integrator.h"
#include "components/integrators/linear_system.h"
#include "components/integrators/rates.h"

namespace brian {

namespace {

System without_noise(const System& system) {
    System drift = system;
    for (RateEquation& equation : drift.equations) equation.rate = split_noise(equation).drift;
    return drift;
}

/// "factor of xi in dx/dt" of the first noise that is multiplicative; empty when there is none.
std::string multiplicative_noise(const System& system) {
    for (const RateEquation& equation : system.equations)
        for (const NoiseTerm& term : split_noise(equation).noise)
            if (is_multiplicative(term, system))
                return format("factor of {} in d{}/dt", term.noise, equation.variable);
    return {};
}

}  // namespace

Choice choose_integrator(const System& system) {
    const auto linear = linear_system(without_noise(system));
    const auto* obstacle = std::get_if<Obstacle>(&linear);
    const bool noisy = !noises_of(system).empty();
    if (obstacle == nullptr && !noisy)
        return {find_integrator("exact"), "linear with constant coefficients"};

    const std::string drift = obstacle == nullptr ? "" : obstacle->brief;
    if (!noisy) return {find_integrator("euler"), drift};
    const std::string separator = drift.empty() ? "" : "; ";
    const std::string factor = multiplicative_noise(system);
    if (factor.empty()) return {find_integrator("euler"), drift + separator + "noise is additive"};
    return {find_integrator("heun"),
            format("{}{}noise is multiplicative ({})", drift, separator, factor)};
}

}  // namespace brian
