#pragma once

#include "language/expr.h"
#include "language/quantity_clash.h"
#include "language/scope.h"

namespace brian {

/// check() of a function call.
[[nodiscard]] ValueType check_call(const Expr& expr, const Scope& scope);

/// Throw where a boolean stands for a number, and the reverse.
void require_number(const Typed& value);
void require_boolean(const Typed& value);

}  // namespace brian
