#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace brian {

enum class Op;  // language/expr.h, which the files per instruction set need not see

/// The elementwise operations that the vector engine computes in loops of its own
/// (elementwise.def).
enum class Elementwise : std::uint8_t {
#define UNARY(code, name, value) code,
#define BINARY(code, name, value) code,
#define TERNARY(code, name, value) code,
#include "kernels/elementwise.def"
#undef UNARY
#undef BINARY
#undef TERNARY
};

[[nodiscard]] std::string_view name_of(Elementwise operation);
/// Number of arguments, 1 to 3.
[[nodiscard]] std::size_t arity_of(Elementwise operation);
/// The operation that computes `op`; none for Pow and Mod, which are functions of brian::math.
[[nodiscard]] std::optional<Elementwise> elementwise(Op op);
/// The operation that computes the function of the language called `function`, if a plain loop
/// does.
[[nodiscard]] std::optional<Elementwise> elementwise(std::string_view function);

}  // namespace brian
