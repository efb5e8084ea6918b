#pragma once

#include <optional>
#include <string>
#include <vector>

#include "language/code_block.h"
#include "language/equations.h"

namespace brian {

[[nodiscard]] bool reads(const Expr& expr, const std::string& name);
/// Whether a random function (rand, randn, poisson, binomial) or the noise xi occurs.
[[nodiscard]] bool draws(const Expr& expr);

/// expr = slope * variable + offset, with neither reading the variable.
struct Linear {
    Expr slope;
    Expr offset;
};
/// The expression as a linear function of `variable`, or nothing when it is not one.
/// where(c, a, b) is linear if a and b are and c does not read the variable.
[[nodiscard]] std::optional<Linear> linear_in(const Expr& expr, const std::string& variable);

/// expr = sum over k of slopes[k] * variables[k] + offset; slopes that are identically zero are
/// Numbers 0.
struct Affine {
    std::vector<Expr> slopes;
    Expr offset;
};
[[nodiscard]] std::optional<Affine> affine_in(const Expr& expr,
                                              const std::vector<std::string>& variables);

/// Derivative with respect to `variable`; nothing when a function has none (floor, where on it
/// ...).
[[nodiscard]] std::optional<Expr> derivative(const Expr& expr, const std::string& variable);

/// Algebraic tidying for derived expressions (0*x, x*1, x+0, constant folding); may change bits, so
/// it is used only on what no user wrote.
[[nodiscard]] Expr simplify(const Expr& expr);

/// Positions of `equations` of kind Subexpression so that each comes after those it reads. Throws
/// ModelError naming the whole cycle when there is one.
[[nodiscard]] std::vector<std::size_t> dependency_order(const Equations& equations);

/// The expression with all subexpressions and aliases of `equations` written out, recursively, but
/// for those that are stored: the ones `(constant over dt)` and `(summed)`.
[[nodiscard]] Expr inline_subexpressions(const Expr& expr, const Equations& equations);

/// How the elements that one run of a block visits may share a variable.
struct Sharing {
    std::vector<std::string>
        shared_targets;  ///< several elements may stand for the same place (v_post, v_pre, scalars)
};
/// Whether executing statement by statement over many elements equals executing element by element:
/// no element reads what another writes. `x_post += w` alone is fine (sums are made in order).
[[nodiscard]] bool order_independent(const CodeBlock& block, const Sharing& sharing);

}  // namespace brian
