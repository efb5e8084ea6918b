#include <optional>
#include <vector>

#include "language/algebra.h"
#include "language/analysis.h"
#include "language/evaluate.h"
#include "language/functions.h"

namespace brian::algebra {

namespace {

const Number* as_number(const Expr& expr) {
    return expr.as<Number>();
}

/// The operand of a minus sign, or nullptr.
const Expr* negated(const Expr& expr) {
    const auto* u = expr.as<Unary>();
    return u != nullptr && u->op == Op::Neg ? &u->operand : nullptr;
}

bool is_pure_number(const Expr& expr, double value) {
    return is_number(expr, value) && as_number(expr)->dimension.none();
}

/// Two numbers of one dimension, put together by `op`.
std::optional<Expr> like_numbers(Op op, const Expr& left, const Expr& right) {
    const Number* a = as_number(left);
    const Number* b = as_number(right);
    if (a == nullptr || b == nullptr || a->dimension != b->dimension) return {};
    return number(apply(op, a->value, b->value), a->dimension, left.where());
}

}  // namespace

bool is_number(const Expr& expr, double value) {
    const Number* number = as_number(expr);
    return number != nullptr && number->value == value;
}

Expr negative(const Expr& operand) {
    if (const Number* n = as_number(operand))
        return is_number(operand, 0.0) ? operand : number(-n->value, n->dimension, operand.where());
    if (const Expr* inner = negated(operand)) return *inner;
    return -operand;
}

Expr sum(const Expr& left, const Expr& right) {
    if (is_number(left, 0.0)) return right;
    if (is_number(right, 0.0)) return left;
    if (const Expr* inner = negated(right)) return difference(left, *inner);
    if (const auto folded = like_numbers(Op::Add, left, right)) return *folded;
    return left + right;
}

Expr difference(const Expr& left, const Expr& right) {
    if (is_number(right, 0.0)) return left;
    if (is_number(left, 0.0)) return negative(right);
    if (const Expr* inner = negated(right)) return sum(left, *inner);
    if (const auto folded = like_numbers(Op::Sub, left, right)) return *folded;
    return left - right;
}

Expr product(const Expr& left, const Expr& right) {
    const Number* a = as_number(left);
    const Number* b = as_number(right);
    if (a != nullptr && b != nullptr)
        return number(a->value * b->value, a->dimension * b->dimension, left.where());
    if (is_number(left, 0.0) || is_number(right, 0.0)) return number(0.0, {}, left.where());
    if (is_pure_number(left, 1.0)) return right;
    if (is_pure_number(right, 1.0)) return left;
    if (is_pure_number(left, -1.0)) return negative(right);
    if (is_pure_number(right, -1.0)) return negative(left);
    return left * right;
}

Expr quotient(const Expr& left, const Expr& right) {
    const Number* a = as_number(left);
    const Number* b = as_number(right);
    if (a != nullptr && b != nullptr)
        return number(a->value / b->value, a->dimension / b->dimension, left.where());
    if (is_number(left, 0.0)) return number(0.0, {}, left.where());
    if (is_pure_number(right, 1.0)) return left;
    if (is_pure_number(right, -1.0)) return negative(left);
    return left / right;
}

Expr power(const Expr& base, const Expr& exponent) {
    if (is_number(exponent, 0.0)) return number(1.0, {}, base.where());
    if (is_number(exponent, 1.0)) return base;
    const Number* a = as_number(base);
    if (a != nullptr && a->dimension.none())
        if (const auto folded = like_numbers(Op::Pow, base, exponent)) return *folded;
    return binary(Op::Pow, base, exponent);
}

Expr choice(const Expr& condition, const Expr& left, const Expr& right) {
    if (same(left, right)) return left;
    return call("where", {condition, left, right});
}

}  // namespace brian::algebra

namespace brian {

namespace {

Expr simplified_binary(const Expr& expr, const Binary& node) {
    switch (node.op) {
        case Op::Add:
            return algebra::sum(node.left, node.right);
        case Op::Sub:
            return algebra::difference(node.left, node.right);
        case Op::Mul:
            return algebra::product(node.left, node.right);
        case Op::Div:
            return algebra::quotient(node.left, node.right);
        case Op::Pow:
            return algebra::power(node.left, node.right);
        default:
            return expr;
    }
}

/// A function of pure numbers alone becomes its value.
Expr simplified_call(const Expr& expr, const Call& node) {
    if (node.function == "where" && node.arguments.size() == 3)
        return algebra::choice(node.arguments[0], node.arguments[1], node.arguments[2]);
    const Function* function = find_function(node.function);
    if (function == nullptr || function->random) return expr;
    std::vector<double> values;
    for (const Expr& argument : node.arguments) {
        const auto* value = argument.as<Number>();
        if (value == nullptr || !value->dimension.none()) return expr;
        values.push_back(value->value);
    }
    return number(brian::apply(*function, values), {}, expr.where());
}

}  // namespace

Expr simplify(const Expr& expr) {
    return transform(expr, [](const Expr& node) {
        if (const auto* u = node.as<Unary>())
            return u->op == Op::Neg ? algebra::negative(u->operand) : node;
        if (const auto* b = node.as<Binary>()) return simplified_binary(node, *b);
        if (const auto* c = node.as<Call>()) return simplified_call(node, *c);
        return node;
    });
}

}  // namespace brian
