#include "language/rewrite.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/format.h"
#include "language/analysis.h"
#include "language/evaluate.h"
#include "language/functions.h"

namespace brian {

namespace {

/// An operand of a power with more nodes is computed once, under a name of its own.
constexpr int small = 4;

/// Number of nodes, counted up to `limit` + 1.
int count_nodes(const Expr& expr, int limit) {
    int count = 1;
    const auto add = [&](const Expr& child) {
        if (count <= limit) count += count_nodes(child, limit - count);
    };
    if (const auto* u = expr.as<Unary>()) add(u->operand);
    if (const auto* b = expr.as<Binary>()) {
        add(b->left);
        add(b->right);
    }
    if (const auto* c = expr.as<Call>())
        for (const Expr& argument : c->arguments) add(argument);
    return count;
}

bool is_small(const Expr& expr) {
    return count_nodes(expr, small) <= small && !draws(expr);
}

std::optional<double> value_of(const Expr& expr) {
    const auto* number = expr.as<Number>();
    if (number == nullptr) return {};
    return number->value;
}

Expr folded(Op op, const Expr& left, const Expr& right) {
    const std::optional<double> a = value_of(left);
    const std::optional<double> b = value_of(right);
    const Expr node = binary(op, left, right);
    return a && b ? number(apply(op, *a, *b), {}, node.where()) : node;
}

Expr product(const Expr& left, const Expr& right) {
    return folded(Op::Mul, left, right);
}

Expr square_root(const Expr& operand) {
    const std::optional<double> value = value_of(operand);
    Expr root = call("sqrt", {operand});
    if (!value) return root;
    return number(brian::apply(*find_function("sqrt"), std::vector<double>{*value}), {},
                  root.where());
}

bool is_whole_power(double exponent) {
    return exponent == 2.0 || exponent == 3.0 || exponent == 4.0;
}

Expr whole_power(const Expr& operand, double exponent) {
    Expr square = product(operand, operand);
    if (exponent == 2.0) return square;
    return product(square, exponent == 3.0 ? operand : square);
}

Expr common_negation(const Expr& expr, const Unary& node) {
    if (const std::optional<double> value = value_of(node.operand))
        return number(apply(node.op, *value), {}, expr.where());
    const auto* inner = node.operand.as<Unary>();
    const bool twice = node.op == Op::Neg && inner != nullptr && inner->op == Op::Neg;
    return twice ? inner->operand : expr;
}

Expr common_call(const Expr& expr, const Call& node) {
    const Function* function = find_function(node.function);
    if (function == nullptr || function->random) return expr;
    std::vector<double> values;
    for (const Expr& argument : node.arguments) {
        const std::optional<double> value = value_of(argument);
        if (!value) return expr;
        values.push_back(*value);
    }
    return number(brian::apply(*function, values), {}, expr.where());
}

/// Gives names to operands that are needed more than once.
class OperandNames {
  public:
    explicit OperandNames(const CodeBlock& block) : taken_(writes_of(block)) {
        for (std::string& read : reads_of(block)) taken_.push_back(std::move(read));
    }

    /// A name for the operand, which `statements()` give its value.
    Expr name_for(const Expr& operand) {
        for (const Statement& statement : statements_)
            if (same(statement.value, operand)) return name(statement.target, operand.where());
        std::string fresh = format("_power_{}", next_++);
        while (std::find(taken_.begin(), taken_.end(), fresh) != taken_.end())
            fresh = format("_power_{}", next_++);
        statements_.push_back(assign(fresh, operand));
        return name(fresh, operand.where());
    }

    /// The statements since the last call; they belong before the one that uses the names.
    CodeBlock take_statements() { return std::exchange(statements_, {}); }

  private:
    std::vector<std::string> taken_;
    int next_ = 0;
    CodeBlock statements_;
};

/// `names` is nullptr where no statement can be added.
Expr common_power(const Binary& node, OperandNames* names) {
    const std::optional<double> exponent = value_of(node.right);
    if (!exponent) return folded(Op::Pow, node.left, node.right);
    if (*exponent == 1.0) return node.left;
    if (*exponent == -1.0) return folded(Op::Div, number(1.0), node.left);
    if (*exponent == 0.5) return square_root(node.left);
    if (!is_whole_power(*exponent)) return folded(Op::Pow, node.left, node.right);
    if (is_small(node.left)) return whole_power(node.left, *exponent);
    if (names == nullptr) return binary(Op::Pow, node.left, node.right);
    return whole_power(names->name_for(node.left), *exponent);
}

/// The rules for one node whose parts are in the common form already.
Expr common_node(const Expr& expr, OperandNames* names) {
    if (const auto* n = expr.as<Number>()) return number(n->value, {}, expr.where());
    if (const auto* flag = expr.as<Boolean>())
        return number(flag->value ? 1.0 : 0.0, {}, expr.where());
    if (const auto* u = expr.as<Unary>()) return common_negation(expr, *u);
    if (const auto* c = expr.as<Call>()) return common_call(expr, *c);
    const auto* b = expr.as<Binary>();
    if (b == nullptr) return expr;
    return b->op == Op::Pow ? common_power(*b, names) : folded(b->op, b->left, b->right);
}

}  // namespace

Expr rewrite(const Expr& expr) {
    return transform(expr, [](const Expr& node) { return common_node(node, nullptr); });
}

CodeBlock rewrite(const CodeBlock& block) {
    CodeBlock result;
    OperandNames names(block);
    for (Statement statement : block) {
        statement.value =
            transform(statement.value, [&](const Expr& node) { return common_node(node, &names); });
        for (Statement& operand : names.take_statements()) result.push_back(std::move(operand));
        result.push_back(std::move(statement));
    }
    return result;
}

}  // namespace brian
