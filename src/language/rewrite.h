#pragma once

#include "language/code_block.h"

namespace brian {

/// The common form that every engine compiles: units are gone (numbers are SI doubles), constants
/// are folded with brian::math, x**2, x**3, x**4 and x**-1 become products and quotients, x**0.5
/// becomes sqrt(x), unary plus and double negation vanish. No rule changes a bit of any result: no
/// reassociation, no x*0 -> 0.
[[nodiscard]] Expr rewrite(const Expr& expr);
[[nodiscard]] CodeBlock rewrite(const CodeBlock& block);

}  // namespace brian
