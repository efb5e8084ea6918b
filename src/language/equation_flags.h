#pragma once

#include <vector>

#include "language/equations.h"
#include "language/lines.h"

namespace brian {

/// The flags from the '(' at `begin` to the end of the line; none when `begin` is the end. Throws
/// at a flag that is unknown, stands twice, does not belong to that kind of equation, or
/// contradicts another.
[[nodiscard]] std::vector<Flag> parse_flags(const Line& line, std::size_t begin, EquationKind kind);

}  // namespace brian
