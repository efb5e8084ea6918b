#pragma once

#include <cstddef>

#include "kernels/vector_ops.h"

namespace brian {

/// Variants of one operation: bit 0, 1, 2 of the number set when argument a, b, c is one number.
inline constexpr std::size_t variant_count = 8;

/// The loops of all operations: loops[operation * variant_count + variant].
struct LoopTable {
    const Loop* loops = nullptr;
};

/// vector_loops.cpp is compiled once for each instruction set; each time it defines one of these.
template <math::Simd simd>
[[nodiscard]] LoopTable loop_table();
template <>
[[nodiscard]] LoopTable loop_table<math::Simd::Scalar>();
template <>
[[nodiscard]] LoopTable loop_table<math::Simd::Avx2>();
template <>
[[nodiscard]] LoopTable loop_table<math::Simd::Avx512>();

}  // namespace brian
