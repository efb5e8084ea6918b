#include "equivalence/random_block.h"

#include <algorithm>
#include <array>
#include <limits>

#include "language/functions.h"

namespace brian::test {

CodeBlock BlockGenerator::block() {
    locals_.clear();
    CodeBlock made;
    const std::uint32_t n = 1 + below(6);
    for (std::uint32_t k = 0; k < n; ++k) made.push_back(statement());
    return made;
}

double BlockGenerator::value() {
    constexpr double inf = std::numeric_limits<double>::infinity();
    static const std::vector<double> special{
        0.0,    -0.0,    1.0,   -1.0, 0.5,
        2.0,    3.0,     inf,   -inf, std::numeric_limits<double>::quiet_NaN(),
        5e-324, -2e-308, 1e308, 1e-9, 0.1,
        709.9,  -745.2};
    if (below(3) == 0) return one_of(special);
    const double unit = static_cast<double>(random_() >> 11U) * 0x1p-53;
    return (unit - 0.5) * (below(2) == 0 ? 4.0 : 200.0);
}

Statement BlockGenerator::statement() {
    Expr value = expression(4);
    const std::uint32_t kind = below(10);
    if (kind < 3) {
        const std::string local = one_of<std::string>({"_a", "_b", "_c"});
        const bool known = std::find(locals_.begin(), locals_.end(), local) != locals_.end();
        if (known && below(3) == 0) return add(local, value);
        if (!known) locals_.push_back(local);
        return assign(local, value);
    }
    if (kind < 5 && !vocabulary_.summable.empty()) return add(one_of(vocabulary_.summable), value);
    if (kind < 6) return add(one_of(vocabulary_.assignable), value);
    return assign(one_of(vocabulary_.assignable), value);
}

Expr BlockGenerator::expression(int depth) {
    if (depth == 0 || below(6) == 0) return leaf();
    const std::uint32_t kind = below(10);
    if (kind < 6) return operation(depth);
    if (kind < 9) return function_call(depth);
    return special_call(depth);
}

Expr BlockGenerator::leaf() {
    const std::uint32_t kind = below(10);
    if (kind < 3) return number(value());
    if (kind < 4) return boolean(below(2) == 0);
    if (kind < 6 && !locals_.empty()) return name(one_of(locals_));
    if (kind < 7) return name(one_of(vocabulary_.indices));
    return name(one_of(vocabulary_.readable));
}

Expr BlockGenerator::operation(int depth) {
    static const std::vector<Op> binary_ops{
        Op::Add, Op::Sub, Op::Mul, Op::Div, Op::Add, Op::Sub, Op::Mul, Op::FloorDiv, Op::Mod,
        Op::Pow, Op::Lt,  Op::Le,  Op::Gt,  Op::Ge,  Op::Eq,  Op::Ne,  Op::And,      Op::Or};
    if (below(8) == 0) return unary(below(2) == 0 ? Op::Neg : Op::Not, expression(depth - 1));
    const Op op = one_of(binary_ops);
    Expr left = expression(depth - 1);
    // Now and then the same tree twice, for common subexpressions.
    Expr right = below(6) == 0 ? left : expression(depth - 1);
    return binary(op, left, right);
}

Expr BlockGenerator::function_call(int depth) {
    const auto all = functions();
    const Function& function = all[below(static_cast<std::uint32_t>(all.size()))];
    if (function.random) return leaf();
    std::vector<Expr> arguments;
    for (int k = 0; k < function.arity; ++k) arguments.push_back(expression(depth - 1));
    return call(std::string(function.name), std::move(arguments));
}

Expr BlockGenerator::special_call(int depth) {
    const Expr key = number(below(1U << 31U));
    const Expr element = name(one_of(vocabulary_.indices));
    const auto within = [&](double high) {
        if (below(2) == 0) return number(one_of<double>({0.0, 0.1, 0.5, 0.7, 1.0}) * high);
        return call("clip", {expression(depth - 1), number(0.0), number(high)});
    };
    switch (below(6)) {
        case 0:
            return call("table1", {expression(depth - 1)});
        case 1:
            return call("table2", {expression(depth - 1), element});
        case 2:
            return call("_uniform", {key, key, name("step"), element});
        case 3:
            return call("_normal", {key, key, name("step"), element});
        case 4:
            return call("_poisson", {within(30.0), key, key, name("step"), element});
        default:
            return call("_binomial", {number(one_of<double>({20, 300})), within(1.0), key, key,
                                      name("step"), element});
    }
}

}  // namespace brian::test
