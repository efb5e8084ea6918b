#pragma once

#include "language/expr.h"
#include "language/scope.h"

namespace brian {

/// An expression with the type that check() found.
struct Typed {
    Expr expr;
    ValueType type;
};

/// Throws "cannot add volt and ampere", pointing at the operator, with what would mend it.
[[noreturn]] void refuse_clash(const Expr& whole, const Typed& left, const Typed& right);

/// How one of two values could be given the dimension of the other: "v is a volt, I is an ampere;
/// multiply I by an ohm", or "write 0*volt" for a bare zero.
[[nodiscard]] std::string mend(const Typed& left, const Typed& right);

/// How a value is made a pure number: "divide it by its unit, as in v/mV".
[[nodiscard]] std::string divided_by_unit(const Typed& value);

/// How a value could be given that dimension: "multiply it by an ohm", "write 0*volt".
[[nodiscard]] std::string remedy(const Typed& value, const Dimension& expected);

/// The expression as a message quotes it: as the user wrote it if that is short, else `what`.
[[nodiscard]] std::string quoted(const Expr& expr, const std::string& what);

/// Whether it is the number 0 without a unit.
[[nodiscard]] bool is_bare_zero(const Expr& expr);

/// "volt", or "a pure number".
[[nodiscard]] std::string noun(const Dimension& dimension);

}  // namespace brian
