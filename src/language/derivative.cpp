#include <algorithm>
#include <array>

#include "language/algebra.h"
#include "language/analysis.h"

namespace brian {

namespace {

using algebra::difference;
using algebra::negative;
using algebra::power;
using algebra::product;
using algebra::quotient;
using algebra::sum;

using Outer = Expr (*)(const Expr& x);

Expr square(const Expr& x) {
    return power(x, number(2.0));
}
Expr reciprocal(const Expr& x) {
    return quotient(number(1.0), x);
}
Expr one_minus(const Expr& x) {
    return difference(number(1.0), x);
}
Expr function_of(const char* function, const Expr& x) {
    return call(function, {x});
}

/// exprel'(x) = (exp(x) - exprel(x))/x, near 0 by its series 1/2 + x/3 + x**2/8 (error x**3/30:
/// below the rounding of the quotient at |x| = 1e-4).
Expr exprel_slope(const Expr& x) {
    const Expr exact = quotient(difference(function_of("exp", x), function_of("exprel", x)), x);
    const Expr series = number(0.5) + x / number(3.0) + square(x) / number(8.0);
    return call("where", {binary(Op::Lt, function_of("abs", x), number(1e-4)), series, exact});
}

struct Rule {
    std::string_view function;
    Outer slope;
};

/// Derivatives of the smooth functions of one argument.
const std::array<Rule, 16> rules = {{
    {"sin", [](const Expr& x) { return function_of("cos", x); }},
    {"cos", [](const Expr& x) { return negative(function_of("sin", x)); }},
    {"tan", [](const Expr& x) { return reciprocal(square(function_of("cos", x))); }},
    {"sinh", [](const Expr& x) { return function_of("cosh", x); }},
    {"cosh", [](const Expr& x) { return function_of("sinh", x); }},
    {"tanh", [](const Expr& x) { return one_minus(square(function_of("tanh", x))); }},
    {"arcsin", [](const Expr& x) { return reciprocal(function_of("sqrt", one_minus(square(x)))); }},
    {"arccos",
     [](const Expr& x) { return negative(reciprocal(function_of("sqrt", one_minus(square(x))))); }},
    {"arctan", [](const Expr& x) { return reciprocal(sum(number(1.0), square(x))); }},
    {"exp", [](const Expr& x) { return function_of("exp", x); }},
    {"expm1", [](const Expr& x) { return function_of("exp", x); }},
    {"exprel", exprel_slope},
    {"log", [](const Expr& x) { return reciprocal(x); }},
    {"log10",
     [](const Expr& x) { return reciprocal(product(function_of("log", number(10.0)), x)); }},
    {"log1p", [](const Expr& x) { return reciprocal(sum(number(1.0), x)); }},
    {"sqrt", [](const Expr& x) { return quotient(number(0.5), function_of("sqrt", x)); }},
}};

class Differentiation {
  public:
    explicit Differentiation(const std::string& variable) : variable_(variable) {}

    [[nodiscard]] std::optional<Expr> of(const Expr& expr) const {
        if (!reads(expr, variable_)) return number(0.0);
        if (expr.as<Name>() != nullptr) return number(1.0);
        if (const auto* u = expr.as<Unary>()) {
            const std::optional<Expr> inner = u->op == Op::Neg ? of(u->operand) : std::nullopt;
            return inner ? std::optional(negative(*inner)) : std::nullopt;
        }
        if (const auto* b = expr.as<Binary>()) return of_binary(*b);
        return of_call(*expr.as<Call>());
    }

  private:
    [[nodiscard]] std::optional<Expr> of_binary(const Binary& node) const {
        const std::optional<Expr> left = of(node.left);
        const std::optional<Expr> right = of(node.right);
        if (!left || !right) return {};
        switch (node.op) {
            case Op::Add:
                return sum(*left, *right);
            case Op::Sub:
                return difference(*left, *right);
            case Op::Mul:
                return sum(product(*left, node.right), product(node.left, *right));
            case Op::Div:
                return of_quotient(node, *left, *right);
            case Op::Pow:
                return of_power(node, *left, *right);
            default:
                return {};
        }
    }

    static Expr of_quotient(const Binary& node, const Expr& left, const Expr& right) {
        if (algebra::is_number(right, 0.0)) return quotient(left, node.right);
        const Expr over = difference(product(left, node.right), product(node.left, right));
        return quotient(over, square(node.right));
    }

    static Expr of_power(const Binary& node, const Expr& left, const Expr& right) {
        const Expr lower = power(node.left, difference(node.right, number(1.0)));
        Expr by_base = product(product(node.right, lower), left);
        if (algebra::is_number(right, 0.0)) return by_base;
        const Expr whole = power(node.left, node.right);
        return sum(by_base, product(product(whole, call("log", {node.left})), right));
    }

    [[nodiscard]] std::optional<Expr> of_call(const Call& node) const {
        if (node.function == "where") return of_choice(node);
        const auto* rule = std::find_if(rules.begin(), rules.end(), [&](const Rule& candidate) {
            return candidate.function == node.function;
        });
        if (rule == rules.end()) return {};
        const std::optional<Expr> inner = of(node.arguments.at(0));
        if (!inner) return {};
        return product(rule->slope(node.arguments.at(0)), *inner);
    }

    [[nodiscard]] std::optional<Expr> of_choice(const Call& node) const {
        if (reads(node.arguments.at(0), variable_)) return {};
        const std::optional<Expr> left = of(node.arguments.at(1));
        const std::optional<Expr> right = of(node.arguments.at(2));
        if (!left || !right) return {};
        return algebra::choice(node.arguments.at(0), *left, *right);
    }

    const std::string& variable_;
};

}  // namespace

std::optional<Expr> derivative(const Expr& expr, const std::string& variable) {
    return Differentiation(variable).of(expr);
}

}  // namespace brian
