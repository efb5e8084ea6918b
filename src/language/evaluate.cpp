#include "language/evaluate.h"

#include <map>
#include <stdexcept>

#include "base/format.h"
#include "language/check.h"
#include "language/fail.h"
#include "language/functions.h"
#include "language/rewrite.h"
#include "language/unknown_name.h"
#include "math/functions.h"

namespace brian {

namespace {

/// A run of the common form of an expression over constants.
class Evaluation {
  public:
    explicit Evaluation(const Scope& scope) : scope_(scope) {}

    double run(const CodeBlock& block) {
        double last = 0.0;
        for (const Statement& statement : block) {
            last = value_of(statement.value);
            locals_[statement.target] = last;
        }
        return last;
    }

  private:
    [[nodiscard]] double value_of(const Expr& expr) const {
        if (const auto* number = expr.as<Number>()) return number->value;
        if (const auto* flag = expr.as<Boolean>()) return flag->value ? 1.0 : 0.0;
        if (const auto* name = expr.as<Name>()) return value_of_name(expr, name->text);
        if (const auto* u = expr.as<Unary>()) return apply(u->op, value_of(u->operand));
        if (const auto* b = expr.as<Binary>())
            return apply(b->op, value_of(b->left), value_of(b->right));
        return value_of_call(expr);
    }

    [[nodiscard]] double value_of_name(const Expr& expr, const std::string& text) const {
        if (const auto local = locals_.find(text); local != locals_.end()) return local->second;
        const Symbol* symbol = scope_.find(text);
        if (symbol == nullptr) refuse_unknown_name(expr, scope_);
        if (symbol->value) return *symbol->value;
        fail(expr.where(), format("'{}' has no constant value", text),
             symbol->why_not_constant.empty() ? "only parameters with one value can be used here"
                                              : symbol->why_not_constant);
    }

    [[nodiscard]] double value_of_call(const Expr& expr) const {
        const auto* call = expr.as<Call>();
        const Function* function = find_function(call->function);
        if (function == nullptr && scope_.find_function(call->function) == nullptr)
            refuse_unknown_function(expr, scope_);
        if (function == nullptr || function->random)
            fail(expr.where(), format("{}() has no constant value", call->function),
                 "only numbers, parameters and elementary functions can be used here");
        std::vector<double> arguments;
        for (const Expr& argument : call->arguments) arguments.push_back(value_of(argument));
        return brian::apply(*function, arguments);
    }

    const Scope& scope_;
    std::map<std::string, double> locals_;
};

}  // namespace

double apply(Op op, double a) {
    if (op == Op::Neg) return -a;
    if (op == Op::Not) return a == 0.0 ? 1.0 : 0.0;
    throw std::logic_error("not an operator of one operand");
}

double apply(Op op, double a, double b) {
    const auto truth = [](bool holds) { return holds ? 1.0 : 0.0; };
    switch (op) {
        case Op::Add:
            return a + b;
        case Op::Sub:
            return a - b;
        case Op::Mul:
            return a * b;
        case Op::Div:
            return a / b;
        case Op::FloorDiv:
            return math::floor_divide(a, b);
        case Op::Mod:
            return math::modulo(a, b);
        case Op::Pow:
            return math::pow(a, b);
        case Op::Lt:
            return truth(a < b);
        case Op::Le:
            return truth(a <= b);
        case Op::Gt:
            return truth(a > b);
        case Op::Ge:
            return truth(a >= b);
        case Op::Eq:
            return truth(a == b);
        case Op::Ne:
            return truth(a != b);
        case Op::And:
            return truth(a != 0.0 && b != 0.0);
        case Op::Or:
            return truth(a != 0.0 || b != 0.0);
        case Op::Neg:
        case Op::Not:
            break;
    }
    throw std::logic_error("not an operator of two operands");
}

double evaluate(const Expr& expr, const Scope& scope) {
    return Evaluation(scope).run(rewrite(CodeBlock{assign("_value", expr)}));
}

Quantity evaluate_quantity(const Expr& expr, const Scope& scope) {
    const ValueType type = check(expr, scope);
    return {evaluate(expr, scope), type.dimension};
}

}  // namespace brian
