#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "language/code_block.h"

namespace brian {

/// A random well-formed expression: a pure number, made of `variables` (pure numbers), literals,
/// units that cancel, and every operator and function but the draws. The same seed gives the same
/// tree everywhere.
[[nodiscard]] Expr random_expr(std::uint64_t seed, const std::vector<std::string>& variables);

/// A random block of 1 to 6 statements that assign to or sum into `variables` and locals `local_0`
/// ...
[[nodiscard]] CodeBlock random_block(std::uint64_t seed, const std::vector<std::string>& variables);

}  // namespace brian
