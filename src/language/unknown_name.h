#pragma once

#include "language/expr.h"
#include "language/scope.h"

namespace brian {

/// Throws "unknown name 'tau_n'" with the nearest known name, or with how a unit symbol must be
/// written.
[[noreturn]] void refuse_unknown_name(const Expr& name, const Scope& scope);

/// Throws "unknown function 'epx'" with the nearest known one.
[[noreturn]] void refuse_unknown_function(const Expr& call, const Scope& scope);

}  // namespace brian
