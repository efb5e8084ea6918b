#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "math/functions.h"

namespace brian {

/// Bytes with which generated code marks n elements: a bit for each lane of a whole vector (8 with
/// AVX-512, which also takes the rest in one; 4 with AVX2, whose rest has bytes of one bit).
[[nodiscard]] std::size_t n_marks(math::Simd simd, std::size_t n);

/// Appends the numbers of the marked ones of the elements [first, first + n), ascending.
void append_marked(std::span<const std::uint8_t> marks, math::Simd simd, std::uint32_t first,
                   std::size_t n, std::vector<std::uint32_t>& found);

}  // namespace brian
