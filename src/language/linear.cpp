#include <algorithm>
#include <span>

#include "language/algebra.h"
#include "language/analysis.h"
#include "language/functions.h"

namespace brian {

namespace {

bool reads_any(const Expr& expr, std::span<const std::string> names) {
    const auto here = [&](const Expr& part) { return reads_any(part, names); };
    if (const auto* n = expr.as<Name>())
        return std::find(names.begin(), names.end(), n->text) != names.end();
    if (const auto* u = expr.as<Unary>()) return here(u->operand);
    if (const auto* b = expr.as<Binary>()) return here(b->left) || here(b->right);
    const auto* c = expr.as<Call>();
    return c != nullptr && std::any_of(c->arguments.begin(), c->arguments.end(), here);
}

/// Splits expressions into slopes and offset; each case is one rule of linear algebra.
class AffineForm {
  public:
    explicit AffineForm(const std::vector<std::string>& variables) : variables_(variables) {}

    [[nodiscard]] std::optional<Affine> of(const Expr& expr) const {
        if (is_free(expr)) return constant(expr);
        if (const auto* n = expr.as<Name>()) return variable(n->text);
        if (const auto* u = expr.as<Unary>()) return of_negation(*u);
        if (const auto* b = expr.as<Binary>()) return of_binary(*b);
        if (const auto* c = expr.as<Call>()) return of_choice(*c);
        return {};
    }

  private:
    using Combine = Expr (*)(const Expr&, const Expr&);

    [[nodiscard]] bool is_free(const Expr& expr) const { return !reads_any(expr, variables_); }

    [[nodiscard]] Affine constant(const Expr& offset) const {
        return {std::vector<Expr>(variables_.size(), number(0.0)), offset};
    }

    [[nodiscard]] Affine variable(const std::string& name) const {
        Affine form = constant(number(0.0));
        for (std::size_t k = 0; k < variables_.size(); ++k)
            if (variables_[k] == name) form.slopes[k] = number(1.0);
        return form;
    }

    [[nodiscard]] std::optional<Affine> of_negation(const Unary& node) const {
        std::optional<Affine> form = node.op == Op::Neg ? of(node.operand) : std::nullopt;
        if (!form) return {};
        for (Expr& slope : form->slopes) slope = algebra::negative(slope);
        form->offset = algebra::negative(form->offset);
        return form;
    }

    [[nodiscard]] std::optional<Affine> of_binary(const Binary& node) const {
        switch (node.op) {
            case Op::Add:
                return combined(of(node.left), of(node.right), algebra::sum);
            case Op::Sub:
                return combined(of(node.left), of(node.right), algebra::difference);
            case Op::Mul:
                if (is_free(node.left)) return scaled(of(node.right), node.left);
                return is_free(node.right) ? scaled(of(node.left), node.right) : std::nullopt;
            case Op::Div:
                return is_free(node.right) ? divided(of(node.left), node.right) : std::nullopt;
            case Op::Pow:
                return algebra::is_number(node.right, 1.0) ? of(node.left) : std::nullopt;
            default:
                return {};
        }
    }

    /// where(condition, a, b) with a condition that reads no variable.
    [[nodiscard]] std::optional<Affine> of_choice(const Call& node) const {
        if (node.function != "where" || !is_free(node.arguments.at(0))) return {};
        const std::optional<Affine> left = of(node.arguments.at(1));
        const std::optional<Affine> right = of(node.arguments.at(2));
        if (!left || !right) return {};
        const Expr& condition = node.arguments.at(0);
        Affine form{{}, algebra::choice(condition, left->offset, right->offset)};
        for (std::size_t k = 0; k < variables_.size(); ++k)
            form.slopes.push_back(algebra::choice(condition, left->slopes[k], right->slopes[k]));
        return form;
    }

    static std::optional<Affine> combined(const std::optional<Affine>& left,
                                          const std::optional<Affine>& right, Combine combine) {
        if (!left || !right) return {};
        Affine form{{}, combine(left->offset, right->offset)};
        for (std::size_t k = 0; k < left->slopes.size(); ++k)
            form.slopes.push_back(combine(left->slopes[k], right->slopes[k]));
        return form;
    }

    static std::optional<Affine> scaled(std::optional<Affine> form, const Expr& factor) {
        if (!form) return {};
        for (Expr& slope : form->slopes) slope = algebra::product(factor, slope);
        form->offset = algebra::product(factor, form->offset);
        return form;
    }

    static std::optional<Affine> divided(std::optional<Affine> form, const Expr& divisor) {
        if (!form) return {};
        for (Expr& slope : form->slopes) slope = algebra::quotient(slope, divisor);
        form->offset = algebra::quotient(form->offset, divisor);
        return form;
    }

    const std::vector<std::string>& variables_;
};

}  // namespace

bool reads(const Expr& expr, const std::string& name) {
    return reads_any(expr, std::span(&name, 1));
}

bool draws(const Expr& expr) {
    const std::vector<std::string> called = functions_in(expr);
    const std::vector<std::string> names = names_in(expr);
    return std::any_of(called.begin(), called.end(),
                       [](const std::string& text) {
                           const Function* function = find_function(text);
                           return function != nullptr && function->random;
                       })
           || std::any_of(names.begin(), names.end(), [](const std::string& text) {
                  return text == "xi" || text.starts_with("xi_");
              });
}

std::optional<Linear> linear_in(const Expr& expr, const std::string& variable) {
    const std::optional<Affine> form = affine_in(expr, {variable});
    if (!form) return {};
    return Linear{form->slopes.front(), form->offset};
}

std::optional<Affine> affine_in(const Expr& expr, const std::vector<std::string>& variables) {
    return AffineForm(variables).of(expr);
}

}  // namespace brian
