#pragma once

#include <vector>

#include "base/diagnostics.h"
#include "language/code_block.h"
#include "language/equations.h"
#include "language/expr.h"

namespace brian {

/// Deepest nesting of parentheses, calls and operators; models may come from strangers.
inline constexpr int max_nesting = 200;
/// Most levels of a tree; a chain a + b + c ... has one level for each operator.
inline constexpr int max_depth = 1000;

/// One expression in Brian's notation. Throws ModelError at the offending token.
/// Unit names and constants become Numbers at once (they are reserved); single-letter SI symbols do
/// so only directly after a number or in the unit expression that follows one: `1 s`, `2 m/s`, `5
/// S/cm^2`.
[[nodiscard]] Expr parse_expression(const SourceSpan& text);

/// The same with references to objects, for conditions of the whole run: `P.v[3]`, `P.exc.x`,
/// `count(P.spikes)`. A reference is a Name whose text has dots and, if there is one, an index:
/// "P.exc.v[3]".
[[nodiscard]] Expr parse_with_references(const SourceSpan& text);

/// A unit expression as it stands after the colon of an equation: `volt`, `siemens/metre**2`, `1`,
/// `boolean`, `integer`, `mV` (accepted; `scaled` is then set so that the caller can hint).
struct DeclaredUnit {
    Dimension dimension;
    ValueKind kind = ValueKind::Real;
    bool scaled = false;
    SourceSpan where;
};
[[nodiscard]] DeclaredUnit parse_unit(const SourceSpan& text);

/// Statements separated by newlines or `;`: `x = e`, `x += e`, `-=`, `*=`, `/=`, `//=`, `%=`,
/// `**=`. Comments with #. Everything is brought to the two forms of a CodeBlock: `x *= e` becomes
/// `x = x * (e)`, `x -= e` becomes `x += -(e)`. A line may be continued inside parentheses or after
/// a trailing operator or backslash.
[[nodiscard]] CodeBlock parse_statements(const SourceSpan& text);

/// Brian's equations: `dx/dt = e : unit (flags)`, `x = e : unit (flags)`, `x : unit (flags)`, alias
/// `x = y`.
[[nodiscard]] Equations parse_equations(const SourceSpan& text);
/// The same, but an equation that is wrong is reported and left out, and the next one read.
[[nodiscard]] Equations parse_equations(const SourceSpan& text, Diagnostics& diagnostics);

}  // namespace brian
