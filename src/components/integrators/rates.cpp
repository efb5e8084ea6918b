#include "components/integrators/rates.h"

#include <algorithm>
#include <set>

#include "base/error.h"
#include "base/format.h"
#include "language/analysis.h"

namespace brian {

namespace {

constexpr std::string_view noise_hint =
    "take euler for additive noise, heun or milstein for multiplicative noise";

std::vector<std::string> noises_in(const Expr& rate) {
    std::vector<std::string> noises = names_in(rate);
    std::erase_if(noises, [](const std::string& name) { return !is_noise(name); });
    return noises;
}

/// The expression with t left out of calls of timed arrays that hold for a step.
Expr without_stepwise_time(const Expr& expr, const System& system) {
    return transform(expr, [&](const Expr& node) {
        const auto* function = node.as<Call>();
        if (function == nullptr || !system.step_functions.contains(function->function)) return node;
        Call copy = *function;
        const auto* time = copy.arguments.empty() ? nullptr : copy.arguments.front().as<Name>();
        if (time != nullptr && time->text == "t") copy.arguments.front() = number(0.0);
        return Expr(std::move(copy), node.where());
    });
}

}  // namespace

std::vector<std::string> variables_of(const System& system) {
    std::vector<std::string> variables;
    for (const RateEquation& equation : system.equations) variables.push_back(equation.variable);
    return variables;
}

bool is_noise(std::string_view name) {
    return name == "xi" || name.starts_with("xi_");
}

std::vector<std::string> noises_of(const System& system) {
    std::vector<std::string> noises;
    std::set<std::string> seen;
    for (const RateEquation& equation : system.equations)
        for (std::string& noise : noises_in(equation.rate))
            if (seen.insert(noise).second) noises.push_back(std::move(noise));
    return noises;
}

NoisyRate split_noise(const RateEquation& equation) {
    const std::vector<std::string> noises = noises_in(equation.rate);
    if (noises.empty()) return {equation.rate, {}};
    const std::optional<Affine> parts = affine_in(equation.rate, noises);
    if (!parts)
        throw ModelError({.message = format("{} does not enter d{}/dt as a factor of one term",
                                            join(noises, ", "), equation.variable),
                          .where = equation.rate.where(),
                          .hint = "write the noise as a term of its own: ... + sigma*xi"});
    NoisyRate split{simplify(parts->offset), {}};
    for (std::size_t k = 0; k < noises.size(); ++k)
        if (!is_zero(parts->slopes[k]))
            split.noise.push_back({noises[k], simplify(parts->slopes[k])});
    return split;
}

void refuse_noise(const System& system, std::string_view method) {
    for (const RateEquation& equation : system.equations) {
        const std::vector<std::string> noises = noises_in(equation.rate);
        if (noises.empty()) continue;
        throw ModelError({.message = format("{} does not integrate noise: {} enters d{}/dt", method,
                                            noises.front(), equation.variable),
                          .where = equation.rate.where(),
                          .hint = std::string(noise_hint)});
    }
}

bool is_multiplicative(const NoiseTerm& term, const System& system) {
    if (time_dependence(term.amplitude, system) == TimeDependence::Continuous) return true;
    return std::any_of(
        system.equations.begin(), system.equations.end(),
        [&](const RateEquation& equation) { return reads(term.amplitude, equation.variable); });
}

Expr noise_increment(const std::vector<NoiseTerm>& terms) {
    Expr sum;
    for (const NoiseTerm& term : terms) {
        const Expr increment = term.amplitude * name("_dW_" + term.noise);
        sum = sum.exists() ? sum + increment : increment;
    }
    return sum.exists() ? sum : number(0.0);
}

TimeDependence time_dependence(const Expr& expr, const System& system) {
    if (!reads(expr, "t")) return TimeDependence::None;
    return reads(without_stepwise_time(expr, system), "t") ? TimeDependence::Continuous
                                                           : TimeDependence::Stepwise;
}

Expr unless_held(const RateEquation& equation, const Expr& change) {
    if (!equation.unless_refractory || is_zero(change)) return change;
    return call("where", {name("not_refractory"), change, number(0.0)});
}

bool is_zero(const Expr& expr) {
    const auto* constant = expr.as<Number>();
    return constant != nullptr && constant->value == 0.0;
}

Expr step_length() {
    return name("dt");
}

std::string new_value_of(const std::string& variable) {
    return "_new_" + variable;
}

void accept_new_values(const System& system, CodeBlock& step) {
    for (const RateEquation& equation : system.equations)
        step.push_back(assign(equation.variable, name(new_value_of(equation.variable))));
}

}  // namespace brian
