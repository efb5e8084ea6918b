#include "language/check.h"

#include <algorithm>
#include <stdexcept>

#include "base/format.h"
#include "language/check_call.h"
#include "language/evaluate.h"
#include "language/fail.h"
#include "language/functions.h"
#include "language/quantity_clash.h"
#include "language/unknown_name.h"

namespace brian {

namespace {

constexpr std::int64_t largest_exponent = 1000;

const ValueType truth{{}, ValueKind::Boolean};

bool is_comparison(Op op) {
    return op >= Op::Lt && op <= Op::Ne;
}

/// Exponents of units stay small, so that their fractions stay exact.
void refuse_huge_exponents(const Expr& expr, const Dimension& dimension) {
    for (std::uint8_t k = 0; k < Dimension::base_count; ++k) {
        const Rational& exponent = dimension.exponent(static_cast<Dimension::Base>(k));
        if (std::abs(exponent.numerator()) > largest_exponent
            || exponent.denominator() > largest_exponent)
            fail(expr.where(), "the unit of this has an absurd power");
    }
}

/// Integer where both are: sums, products and whole quotients of integers are integers.
ValueKind kind_of(Op op, const ValueType& left, const ValueType& right) {
    if (op == Op::Div || op == Op::Pow) return ValueKind::Real;
    const bool whole = left.kind == ValueKind::Integer && right.kind == ValueKind::Integer;
    return whole ? ValueKind::Integer : ValueKind::Real;
}

ValueType type_of_number(const Number& number) {
    const bool digits =
        !number.text.empty() && number.text.find_first_not_of("0123456789") == std::string::npos;
    return {number.dimension, digits ? ValueKind::Integer : ValueKind::Real};
}

ValueType type_of_name(const Expr& expr, const Scope& scope) {
    const Symbol* symbol = scope.find(expr.as<Name>()->text);
    if (symbol == nullptr) refuse_unknown_name(expr, scope);
    if (symbol->kind == Symbol::Kind::Failed) give_up(expr.where(), expr.as<Name>()->text);
    return symbol->type;
}

ValueType type_of_unary(const Unary& node, const Scope& scope) {
    const Typed operand{node.operand, check(node.operand, scope)};
    if (node.op == Op::Not) {
        require_boolean(operand);
        return truth;
    }
    require_number(operand);
    return operand.type;
}

Rational constant_exponent(const Expr& exponent, const Dimension& base, const Scope& scope) {
    const std::string message =
        format("{} can only be raised to a constant power", with_article(base));
    try {
        return Rational::from(evaluate(exponent, scope));
    } catch (const std::domain_error&) {
        fail(exponent.where(), message, "take a whole number or a fraction such as 1/2");
    } catch (const ModelError&) {
        fail(exponent.where(), message, "divide the base by its unit first, as in (v/mV)**n");
    }
}

ValueType type_of_power(const Typed& base, const Typed& exponent, const Scope& scope) {
    if (!exponent.type.dimension.none())
        fail(exponent.expr.where(),
             format("an exponent must be a pure number, not {}",
                    with_article(exponent.type.dimension)),
             divided_by_unit(exponent));
    if (base.type.dimension.none()) return {};
    const Dimension& dimension = base.type.dimension;
    return {dimension.power(constant_exponent(exponent.expr, dimension, scope)), ValueKind::Real};
}

ValueType type_of_arithmetic(const Expr& whole, const Typed& left, const Typed& right) {
    const Op op = whole.as<Binary>()->op;
    const ValueKind kind = kind_of(op, left.type, right.type);
    if (op == Op::Mul) return {left.type.dimension * right.type.dimension, kind};
    if (op == Op::Div) return {left.type.dimension / right.type.dimension, kind};
    if (op == Op::FloorDiv) {
        if (left.type.dimension.none() && right.type.dimension.none()) return {{}, kind};
        fail(whole.where(), "'//' divides pure numbers only", "write floor(a/b)");
    }
    if (left.type.dimension != right.type.dimension) refuse_clash(whole, left, right);
    return is_comparison(op) ? truth : ValueType{left.type.dimension, kind};
}

ValueType type_of_binary(const Expr& expr, const Scope& scope) {
    const auto* node = expr.as<Binary>();
    const Typed left{node->left, check(node->left, scope)};
    const Typed right{node->right, check(node->right, scope)};
    const bool booleans = left.type == truth && right.type == truth;
    if (node->op == Op::And || node->op == Op::Or) {
        require_boolean(left);
        require_boolean(right);
        return truth;
    }
    if (booleans && (node->op == Op::Eq || node->op == Op::Ne)) return truth;
    require_number(left);
    require_number(right);
    const ValueType type = node->op == Op::Pow ? type_of_power(left, right, scope)
                                               : type_of_arithmetic(expr, left, right);
    refuse_huge_exponents(expr, type.dimension);
    return type;
}

}  // namespace

ValueType check(const Expr& expr, const Scope& scope) {
    if (const auto* number = expr.as<Number>()) return type_of_number(*number);
    if (expr.as<Boolean>() != nullptr) return truth;
    if (expr.as<Name>() != nullptr) return type_of_name(expr, scope);
    if (const auto* node = expr.as<Unary>()) return type_of_unary(*node, scope);
    if (expr.as<Binary>() != nullptr) return type_of_binary(expr, scope);
    return check_call(expr, scope);
}

void require_number(const Typed& value) {
    if (value.type.kind != ValueKind::Boolean) return;
    fail(value.expr.where(),
         format("{} is true or false, not a number", quoted(value.expr, "this")),
         "int(...) makes it 1 or 0; where(condition, a, b) chooses between two values");
}

void require_boolean(const Typed& value) {
    if (value.type.kind == ValueKind::Boolean) return;
    fail(value.expr.where(),
         format("{} is a number, not true or false", quoted(value.expr, "this")),
         "compare it with something, as in x > 0");
}

void check_dimension(const Expr& expr, const Scope& scope, const Dimension& expected,
                     const std::string& what, BareZero zero) {
    const Typed value{expr, check(expr, scope)};
    require_number(value);
    if (value.type.dimension == expected) return;
    if (zero == BareZero::Allowed && is_bare_zero(expr)) return;
    fail(expr.where(),
         format("{} must be {}, not {}", what, with_article(expected),
                with_article(value.type.dimension)),
         remedy(value, expected));
}

void check_condition(const Expr& expr, const Scope& scope, const std::string& what) {
    if (check(expr, scope).kind == ValueKind::Boolean) return;
    fail(expr.where(), format("{} must be true or false, not a number", what),
         "compare it with something, as in v > -50*mV");
}

}  // namespace brian
