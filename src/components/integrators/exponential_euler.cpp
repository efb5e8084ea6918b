#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/format.h"
#include "components/integrators/methods.h"
#include "components/integrators/rates.h"
#include "language/analysis.h"

namespace brian {

namespace {

/// dx/dt = slope x + offset with functions of x, such as the m_inf(v) of fast channels, taken as
/// they are at the start of the step; nothing when x occurs in no other way. Brian 2 does the same.
std::optional<Linear> with_frozen_functions(const RateEquation& equation) {
    std::vector<std::pair<std::string, Expr>> frozen;
    const auto freeze = [&](const Expr& part) {
        if (part.as<Call>() == nullptr || !reads(part, equation.variable)) return part;
        frozen.emplace_back("_frozen_" + std::to_string(frozen.size()), part);
        return name(frozen.back().first);
    };
    const std::optional<Linear> parts =
        linear_in(transform(equation.rate, freeze), equation.variable);
    if (!parts || is_zero(simplify(parts->slope))) return {};
    return Linear{substitute(parts->slope, frozen), substitute(parts->offset, frozen)};
}

/// dx/dt = slope x + offset, the other variables held.
Linear linear_part(const RateEquation& equation) {
    std::optional<Linear> parts = linear_in(equation.rate, equation.variable);
    if (!parts) parts = with_frozen_functions(equation);
    if (!parts)
        throw ModelError({.message = format("exponential_euler needs d{0}/dt to be linear in {0}",
                                            equation.variable),
                          .where = equation.rate.where(),
                          .hint = "take euler, rk2 or rk4"});
    return {simplify(parts->slope), simplify(parts->offset)};
}

}  // namespace

/// x(t+dt) = x exp(A dt) + dt B exprel(A dt) where dx/dt = A x + B with A, B of the start of the
/// step, functions of x in them included. Written as x + dt (A x + B) exprel(A dt), which is the
/// same (exp(y) = 1 + y exprel(y)) with one transcendental function instead of two. All variables
/// advance together; A = 0 needs no special case (MacGregor 1987, Neural and Brain Modeling).
Update exponential_euler(const System& system) {
    refuse_noise(system, "exponential_euler");
    Update update;
    for (const RateEquation& equation : system.equations) {
        const std::string& x = equation.variable;
        const auto [slope, offset] = linear_part(equation);
        Expr change = step_length() * offset;
        if (!is_zero(slope)) {
            update.step.push_back(assign("_slope_" + x, slope));
            const Expr a = name("_slope_" + x);
            const Expr rate = is_zero(offset) ? a * name(x) : a * name(x) + offset;
            change = step_length() * rate * call("exprel", {a * step_length()});
        }
        update.step.push_back(assign(new_value_of(x), name(x) + unless_held(equation, change)));
    }
    accept_new_values(system, update.step);
    return update;
}

}  // namespace brian
