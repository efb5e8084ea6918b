#pragma once

#include <vector>

#include "language/lexer.h"

namespace brian {

/// The tokens of one statement or equation, without its line ends.
using Line = std::vector<Token>;

/// Statements: they end at a line end or `;`, unless a parenthesis is open, an operator came last,
/// or a backslash continues the line.
[[nodiscard]] std::vector<Line> statement_lines(const SourceSpan& text);

/// Equations: as statements, and a line that begins with an operator, `:` or `(` goes on as well.
[[nodiscard]] std::vector<Line> equation_lines(const SourceSpan& text);

/// From the first to the last of the tokens [begin, end).
[[nodiscard]] SourceSpan span_of(const Line& line, std::size_t begin, std::size_t end);

}  // namespace brian
