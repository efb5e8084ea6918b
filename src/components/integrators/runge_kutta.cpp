#include "components/integrators/runge_kutta.h"

#include "base/format.h"
#include "components/integrators/rates.h"

namespace brian {

namespace {

std::string increment_name(const std::string& variable, int stage) {
    return format("_k{}_{}", stage, variable);
}

Expr times(double fraction, const Expr& expr) {
    return fraction == 1.0 ? expr : number(fraction) * expr;
}

/// Appends _x<s>_v = v + fraction _k<s-1>_v for every variable v.
/// Returns what stands for the variables and the time at that stage.
Replacements add_support(const System& system, const Stage& stage, CodeBlock& step) {
    Replacements at_stage{{"t", name("t") + times(stage.fraction, step_length())}};
    for (const RateEquation& equation : system.equations) {
        const std::string& variable = equation.variable;
        const std::string support = format("_x{}_{}", stage.number, variable);
        const Expr advance = times(stage.fraction, increment_of(variable, stage.number - 1));
        step.push_back(assign(support, name(variable) + advance));
        at_stage.emplace_back(variable, name(support));
    }
    return at_stage;
}

}  // namespace

Expr increment_of(const std::string& variable, int stage) {
    return name(increment_name(variable, stage));
}

void add_stage(const System& system, const Stage& stage, CodeBlock& step) {
    Replacements at_stage;
    if (stage.number > 1) at_stage = add_support(system, stage, step);
    for (const RateEquation& equation : system.equations) {
        const Expr rate = substitute(equation.rate, at_stage);
        step.push_back(assign(increment_name(equation.variable, stage.number),
                              unless_held(equation, step_length() * rate)));
    }
}

}  // namespace brian
