#pragma once

#include "language/code_block.h"

namespace brian {

/// The common form that every engine compiles, and evaluate() too. It defines what an expression
/// computes:
/// - units are gone, booleans are 1 and 0: all literals are SI doubles;
/// - operators and functions of literals alone are computed, by brian::math; nothing is
/// reassociated, and x*0 stays;
/// - x**2 is x*x, x**3 is (x*x)*x, x**4 is (x*x)*(x*x), x**-1 is 1/x, x**0.5 is sqrt(x), x**1 is x;
/// all other powers are
///   math::pow;
/// - double negation is gone.
/// From here on no bit of a result depends on the engine, since both see the same operations.
///
/// An operand of x**2, x**3, x**4 of more than 4 nodes, or one that draws, is not written twice: in
/// a block it becomes a local `_power_0 = operand` before its statement; in an expression by
/// itself, which can have no locals, that power stays for math::pow. Compile blocks, not
/// expressions.
[[nodiscard]] Expr rewrite(const Expr& expr);
[[nodiscard]] CodeBlock rewrite(const CodeBlock& block);

}  // namespace brian
