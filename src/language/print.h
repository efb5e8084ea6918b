#pragma once

#include <string>

#include "language/code_block.h"
#include "language/equations.h"

namespace brian {

/// Brian's notation with the fewest parentheses that parse back to the same tree. Numbers print
/// shortest round-trip; units as the user wrote them.
[[nodiscard]] std::string print(const Expr& expr);
[[nodiscard]] std::string print(const Statement& statement);
[[nodiscard]] std::string print(const CodeBlock& block);  ///< one statement a line
[[nodiscard]] std::string print(const Equation& equation);
[[nodiscard]] std::string print(const Equations& equations);

}  // namespace brian
