#pragma once

#include <functional>
#include <optional>

#include "language/expr.h"
#include "language/scope.h"
#include "units/quantity.h"

namespace brian {

/// Value of an expression that depends on constants alone; throws ModelError at a name that has no
/// value or at a random function. Uses brian::math, so the bits are those of the engines.
[[nodiscard]] double evaluate(const Expr& expr, const Scope& scope);

/// check() and evaluate() at once.
[[nodiscard]] Quantity evaluate_quantity(const Expr& expr, const Scope& scope);

/// The value of one operation, booleans as 0/1: what every engine must compute.
[[nodiscard]] double apply(Op op, double a);
[[nodiscard]] double apply(Op op, double a, double b);

}  // namespace brian
