#include "language/print.h"

#include <cmath>

#include "base/format.h"
#include "base/number.h"
#include "units/dimension.h"

namespace brian {

namespace {

/// How tightly the outermost operator of a printed text binds. A number with a unit (`20 ms`) binds
/// looser than
/// `*`, since `x*20 ms/mV` would give its unit to the following one.
enum Tightness : int {
    Lowest,
    Or,
    And,
    Not,
    Comparison,
    Sum,
    WithUnit,
    Product,
    Sign,
    Power,
    Atom
};

struct Printed {
    std::string text;
    Tightness tightness = Atom;
};

Tightness tightness_of(Op op) {
    switch (op) {
        case Op::Or:
            return Or;
        case Op::And:
            return And;
        case Op::Not:
            return Not;
        case Op::Add:
        case Op::Sub:
            return Sum;
        case Op::Mul:
        case Op::Div:
        case Op::FloorDiv:
        case Op::Mod:
            return Product;
        case Op::Neg:
            return Sign;
        case Op::Pow:
            return Power;
        default:
            return Comparison;
    }
}

std::string plain_number(double value) {
    if (std::isnan(value)) return "nan";
    if (std::isinf(value)) return value < 0.0 ? "-inf" : "inf";
    return print_number(value);
}

/// The dimension as it may follow a number: `volt second`, `joule/(mole*kelvin)`.
std::string trailing_unit(const Dimension& dimension) {
    std::string text = name_of(dimension);
    int depth = 0;
    for (char& c : text) {
        if (c == '(') ++depth;
        if (c == ')') --depth;
        if (c == '*' && depth == 0) c = ' ';
    }
    return text;
}

Printed printed(const Number& number) {
    const bool with_unit = number.text.find(' ') != std::string::npos;
    if (!number.text.empty()) return {number.text, with_unit ? WithUnit : Atom};
    const std::string value = plain_number(number.value);
    const Tightness sign = std::signbit(number.value) ? Sign : Atom;
    if (number.dimension.none()) return {value, sign};
    if (!std::isfinite(number.value))
        return {format("{}*({})", value, name_of(number.dimension)), Product};
    return {format("{} {}", value, trailing_unit(number.dimension)), WithUnit};
}

Printed printed(const Expr& expr);

/// The expression in a place that needs at least that tightness.
std::string within(const Expr& expr, int tightness) {
    const Printed inner = printed(expr);
    return inner.tightness < tightness ? format("({})", inner.text) : inner.text;
}

Printed printed(const Unary& node) {
    if (node.op == Op::Not) return {format("not {}", within(node.operand, Not)), Not};
    const Printed operand = printed(node.operand);
    if (operand.tightness == WithUnit && node.operand.as<Number>() != nullptr)
        return {format("-{}", operand.text), WithUnit};
    return {format("-{}", within(node.operand, Sign)), Sign};
}

Printed printed(const Binary& node) {
    const Tightness own = tightness_of(node.op);
    const char* symbol = symbol_of(node.op);
    if (own == Power)
        return {format("{}**{}", within(node.left, Atom), within(node.right, Sign)), own};
    const std::string left = within(node.left, own == Comparison ? own + 1 : own);
    const std::string right = within(node.right, own + 1);
    if (node.op == Op::Mul || node.op == Op::Div) return {left + symbol + right, own};
    return {format("{} {} {}", left, symbol, right), own};
}

Printed printed(const Call& node) {
    std::vector<std::string> arguments;
    for (const Expr& argument : node.arguments) arguments.push_back(printed(argument).text);
    return {format("{}({})", node.function, join(arguments, ", ")), Atom};
}

Printed printed(const Expr& expr) {
    if (!expr.exists()) return {};
    if (const auto* n = expr.as<Number>()) return printed(*n);
    if (const auto* flag = expr.as<Boolean>()) return {flag->value ? "true" : "false", Atom};
    if (const auto* n = expr.as<Name>()) return {n->text, Atom};
    if (const auto* u = expr.as<Unary>()) return printed(*u);
    if (const auto* b = expr.as<Binary>()) return printed(*b);
    return printed(*expr.as<Call>());
}

std::string declared_unit(const Equation& equation) {
    if (equation.value_kind == ValueKind::Boolean) return "boolean";
    if (equation.value_kind == ValueKind::Integer) return "integer";
    return name_of(equation.dimension);
}

std::string declared_flags(const Equation& equation) {
    if (equation.flags.empty()) return {};
    std::vector<std::string> texts;
    for (const Flag& flag : equation.flags) texts.push_back(flag.text);
    return format(" ({})", join(texts, ", "));
}

template <class Things>
std::string lines(const Things& things) {
    std::string text;
    for (const auto& thing : things) text += print(thing) + "\n";
    return text;
}

}  // namespace

std::string print(const Expr& expr) {
    return printed(expr).text;
}

std::string print(const Statement& statement) {
    const char* symbol = statement.kind == Statement::Kind::Add ? "+=" : "=";
    return format("{} {} {}", statement.target, symbol, print(statement.value));
}

std::string print(const CodeBlock& block) {
    return lines(block);
}

std::string print(const Equation& equation) {
    const std::string& name = equation.variable;
    const std::string value = print(equation.expression);
    const std::string unit = declared_unit(equation) + declared_flags(equation);
    switch (equation.kind) {
        case EquationKind::Differential:
            return format("d{}/dt = {} : {}", name, value, unit);
        case EquationKind::Subexpression:
            return format("{} = {} : {}", name, value, unit);
        case EquationKind::Parameter:
            return format("{} : {}", name, unit);
        case EquationKind::Alias:
            break;
    }
    return format("{} = {}", name, value);
}

std::string print(const Equations& equations) {
    return lines(equations);
}

}  // namespace brian
