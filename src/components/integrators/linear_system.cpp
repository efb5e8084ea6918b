#include "components/integrators/linear_system.h"

#include <algorithm>

#include "base/format.h"
#include "components/integrators/rates.h"
#include "language/analysis.h"
#include "language/print.h"

namespace brian {

namespace {

constexpr std::string_view other_methods =
    "take euler, rk4 or exponential_euler, or leave the method out to have one chosen";

std::vector<Expr> operands(const Expr& expr) {
    if (const auto* u = expr.as<Unary>()) return {u->operand};
    if (const auto* b = expr.as<Binary>()) return {b->left, b->right};
    if (const auto* c = expr.as<Call>()) return c->arguments;
    return {};
}

/// The smallest part of an expression that has `property`, which the whole has.
template <class Property>
Expr smallest_part(const Expr& whole, const Property& property) {
    for (const Expr& operand : operands(whole))
        if (property(operand)) return smallest_part(operand, property);
    return whole;
}

/// "ge and v", of the variables that an expression reads.
std::string variables_read(const Expr& expr, const std::vector<std::string>& variables) {
    std::vector<std::string> found = names_in(expr);
    std::erase_if(found, [&](const std::string& name) {
        return std::find(variables.begin(), variables.end(), name) == variables.end();
    });
    return format("{}", join(found, " and "));
}

Obstacle not_linear(const RateEquation& equation, const std::vector<std::string>& variables) {
    const Expr part = smallest_part(equation.rate, [&](const Expr& candidate) {
        return !affine_in(candidate, variables).has_value();
    });
    const std::string names = variables_read(part, variables);
    const std::string verb = names.find(' ') == std::string::npos ? "enters" : "enter";
    const std::string rate = format("d{}/dt", equation.variable);
    return {format("not linear ({} in {})", print(part), rate),
            {.message = format("{} is not linear: {} {} as {}", rate, names, verb, print(part)),
             .where = part.where(),
             .hint = std::string(other_methods)}};
}

/// What keeps a coefficient of an equation from holding for a step.
struct Culprit {
    const RateEquation* equation;
    Expr part;
    std::string what;  ///< "changes within a step"
};

Obstacle not_constant(const Culprit& culprit) {
    const std::string rate = format("d{}/dt", culprit.equation->variable);
    return {format("not constant over a step ({} in {})", print(culprit.part), rate),
            {.message = format("exact integration needs coefficients that hold for a step, but {} "
                               "in {} {}",
                               print(culprit.part), rate, culprit.what),
             .where = culprit.part.where(),
             .hint = std::string(other_methods)}};
}

/// Continuous time or random functions in an expression.
std::optional<Obstacle> changes_within_step(const Expr& expr, const RateEquation& equation,
                                            const System& system) {
    if (draws(expr)) {
        const Expr part =
            smallest_part(expr, [](const Expr& candidate) { return draws(candidate); });
        return not_constant({&equation, part, "is drawn anew"});
    }
    const auto continuous = [&](const Expr& candidate) {
        return time_dependence(candidate, system) == TimeDependence::Continuous;
    };
    if (!continuous(expr)) return std::nullopt;
    return not_constant({&equation, smallest_part(expr, continuous), "changes within it"});
}

/// A name in a slope that may change between two steps without anybody noticing.
std::optional<Obstacle> slope_reads_state(const Expr& slope, const RateEquation& equation,
                                          const System& system) {
    for (const std::string& read : names_in(slope)) {
        const bool holds = system.constant.contains(read) || read == "dt" || read == "t";
        if (holds) continue;
        // The arguments of a timed array may be anything that holds for a step.
        const Expr part =
            smallest_part(slope, [&](const Expr& candidate) { return reads(candidate, read); });
        return not_constant({&equation, part, "is no constant"});
    }
    return std::nullopt;
}

std::optional<Obstacle> obstacle_in(const Affine& parts, const RateEquation& equation,
                                    const System& system) {
    for (const Expr& slope : parts.slopes) {
        if (auto found = changes_within_step(slope, equation, system)) return found;
        if (auto found = slope_reads_state(slope, equation, system)) return found;
    }
    return changes_within_step(parts.offset, equation, system);
}

}  // namespace

std::variant<LinearSystem, Obstacle> linear_system(const System& system) {
    LinearSystem linear;
    linear.variables = variables_of(system);
    for (const RateEquation& equation : system.equations) {
        const std::optional<Affine> parts = affine_in(equation.rate, linear.variables);
        if (!parts) return not_linear(equation, linear.variables);
        if (auto obstacle = obstacle_in(*parts, equation, system)) return *std::move(obstacle);
        for (const Expr& slope : parts->slopes) linear.slopes.push_back(simplify(slope));
        linear.drives.push_back(simplify(parts->offset));
    }
    return linear;
}

}  // namespace brian
