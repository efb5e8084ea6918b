#include "kernels/marks.h"

#include <bit>
#include <cstring>

namespace brian {
namespace {

std::size_t lanes_of(math::Simd simd) {
    return simd == math::Simd::Avx512 ? 8 : 4;
}

/// The marks of up to 8 bytes, the first in the lowest 8 bits.
void append_bits(std::uint64_t bits, std::size_t lanes, std::size_t first,
                 std::vector<std::uint32_t>& found) {
    for (; bits != 0; bits &= bits - 1) {
        const auto bit = static_cast<unsigned>(std::countr_zero(bits));
        found.push_back(static_cast<std::uint32_t>(first + lanes * (bit / 8) + bit % 8));
    }
}

}  // namespace

std::size_t n_marks(math::Simd simd, std::size_t n) {
    const std::size_t lanes = lanes_of(simd);
    const std::size_t rest = n % lanes;
    if (simd == math::Simd::Avx512) return n / lanes + (rest == 0 ? 0 : 1);
    return n / lanes + rest;
}

void append_marked(std::span<const std::uint8_t> marks, math::Simd simd, std::uint32_t first,
                   std::size_t n, std::vector<std::uint32_t>& found) {
    const std::size_t lanes = lanes_of(simd);
    const std::size_t n_whole = n / lanes;
    constexpr std::size_t several = sizeof(std::uint64_t);
    std::size_t k = 0;
    for (; k + several <= n_whole; k += several) {
        std::uint64_t bits = 0;  // hardly ever is there any
        std::memcpy(&bits, &marks[k], several);
        append_bits(bits, lanes, first + lanes * k, found);
    }
    for (; k < n_whole; ++k) append_bits(marks[k], lanes, first + lanes * k, found);
    for (; k < marks.size(); ++k)
        append_bits(marks[k], 1, first + n_whole * lanes + (k - n_whole), found);
}

}  // namespace brian
