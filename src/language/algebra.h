#pragma once

#include "language/expr.h"

/// Builders that tidy as they go (0 + x is x, 1 x is x, numbers are computed): for derived
/// expressions only, since they change bits.
namespace brian::algebra {

[[nodiscard]] bool is_number(const Expr& expr, double value);
[[nodiscard]] Expr negative(const Expr& operand);
[[nodiscard]] Expr sum(const Expr& left, const Expr& right);
[[nodiscard]] Expr difference(const Expr& left, const Expr& right);
[[nodiscard]] Expr product(const Expr& left, const Expr& right);
[[nodiscard]] Expr quotient(const Expr& left, const Expr& right);
[[nodiscard]] Expr power(const Expr& base, const Expr& exponent);
[[nodiscard]] Expr choice(const Expr& condition, const Expr& left, const Expr& right);

}  // namespace brian::algebra
