#include "language/quantity_clash.h"

#include "base/error.h"
#include "base/format.h"
#include "language/print.h"
#include "units/unit_table.h"

namespace brian {

namespace {

constexpr std::size_t longest_quote = 30;

/// "cannot add volt and ampere".
std::string clash(Op op, const Dimension& left, const Dimension& right) {
    switch (op) {
        case Op::Add:
            return format("cannot add {} and {}", noun(left), noun(right));
        case Op::Sub:
            return format("cannot subtract {} from {}", noun(right), noun(left));
        case Op::Mod:
            return format("cannot take {} modulo {}", noun(left), noun(right));
        default:
            return format("cannot compare {} and {}", noun(left), noun(right));
    }
}

/// A plain number, positive or negative, as the user wrote it; empty for anything else.
std::string literal(const Expr& expr) {
    const auto* sign = expr.as<Unary>();
    const Expr& inner = sign != nullptr && sign->op == Op::Neg ? sign->operand : expr;
    const auto* number = inner.as<Number>();
    return number != nullptr && number->dimension.none() ? print(expr) : "";
}

/// A number with a unit and nothing else, as 5 ms or -70*mV: its unit is wrong, not its factor.
bool is_given_in_a_unit(const Expr& expr) {
    if (const auto* sign = expr.as<Unary>()) return is_given_in_a_unit(sign->operand);
    const auto* product = expr.as<Binary>();
    if (product == nullptr || product->op != Op::Mul) return expr.as<Number>() != nullptr;
    return product->left.as<Number>() != nullptr && product->right.as<Number>() != nullptr;
}

}  // namespace

std::string noun(const Dimension& dimension) {
    return dimension.none() ? "a pure number" : name_of(dimension);
}

std::string quoted(const Expr& expr, const std::string& what) {
    std::string text = print(expr);
    return text.size() <= longest_quote ? text : what;
}

bool is_bare_zero(const Expr& expr) {
    if (const auto* u = expr.as<Unary>()) return u->op == Op::Neg && is_bare_zero(u->operand);
    const auto* number = expr.as<Number>();
    return number != nullptr && number->value == 0.0 && number->dimension.none();
}

std::string mend(const Typed& left, const Typed& right) {
    for (const auto& [pure, other] : {std::pair(left, right), std::pair(right, left)}) {
        const std::string text = literal(pure.expr);
        if (!text.empty() && !other.type.dimension.none())
            return format("write {}*{}", text, name_of(other.type.dimension));
    }
    const std::string left_text = quoted(left.expr, "the left side");
    const std::string right_text = quoted(right.expr, "the right side");
    const Dimension ratio = left.type.dimension / right.type.dimension;
    const Dimension inverse = right.type.dimension / left.type.dimension;
    // The factor with the simpler name: nobody multiplies by a 1/volt.
    const bool mend_right = name_of(ratio).size() <= name_of(inverse).size();
    return format("{} is {}, {} is {}; multiply {} by {}", left_text,
                  with_article(left.type.dimension), right_text, with_article(right.type.dimension),
                  mend_right ? right_text : left_text, with_article(mend_right ? ratio : inverse));
}

std::string divided_by_unit(const Typed& value) {
    const std::string unit = name_of(value.type.dimension);
    const bool simple = unit.find_first_of("*/^") == std::string::npos;
    if (value.expr.as<Name>() == nullptr || !simple) return "divide it by its unit";
    return format("divide it by its unit, as in {}/{}", print(value.expr),
                  display_unit(value.type.dimension).name);
}

std::string remedy(const Typed& value, const Dimension& expected) {
    const std::string text = literal(value.expr);
    if (!text.empty() && !expected.none()) return format("write {}*{}", text, name_of(expected));
    if (expected.none()) return divided_by_unit(value);
    if (is_given_in_a_unit(value.expr)) return format("give it a unit of {}", name_of(expected));
    const Dimension factor = expected / value.type.dimension;
    const Dimension divisor = value.type.dimension / expected;
    const bool shorter = name_of(divisor).size() < name_of(factor).size();
    // Nobody multiplies by a hertz or divides by one.
    const bool divide =
        factor == dimensions::hertz() || (shorter && divisor != dimensions::hertz());
    return divide ? format("divide it by {}", with_article(divisor))
                  : format("multiply it by {}", with_article(factor));
}

void refuse_clash(const Expr& whole, const Typed& left, const Typed& right) {
    const auto* node = whole.as<Binary>();
    ErrorFacts facts;
    facts.message = clash(node->op, left.type.dimension, right.type.dimension);
    facts.where = whole.where();
    facts.caret = node->operator_where;
    facts.hint = mend(left, right);
    throw ModelError(std::move(facts));
}

}  // namespace brian
