#pragma once

#include <string>

#include "base/diagnostics.h"
#include "language/code_block.h"
#include "language/scope.h"

namespace brian {

/// Dimension and kind of an expression. Throws ModelError where two dimensions clash (naming both
/// and what would mend it), a name or function is unknown (with the nearest known one), an argument
/// count is wrong, or a boolean stands where a number must and the reverse.
[[nodiscard]] ValueType check(const Expr& expr, const Scope& scope);

/// check(), and the result must be a number of `expected`; `what` names the thing: "the weight".
/// A bare 0 is not exempt (semantics.md 1a) unless `zero` says so.
enum class BareZero { Refused, Allowed };
void check_dimension(const Expr& expr, const Scope& scope, const Dimension& expected,
                     const std::string& what, BareZero zero = BareZero::Refused);

/// check(), and the result must be a boolean.
void check_condition(const Expr& expr, const Scope& scope, const std::string& what);

/// Every statement of a block: the target must be writable, or new (a local with the inferred
/// dimension).
void check_statements(const CodeBlock& block, const Scope& scope);

/// The same, with every mistake of the block reported under `path`; whether there was none.
bool check_statements(const CodeBlock& block, const Scope& scope, const std::string& path,
                      Diagnostics& diagnostics);

}  // namespace brian
