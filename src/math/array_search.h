#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

namespace brian::math {

/// Looking for numbers that are not 0, many at a time.
template <class Lanes>
struct ArraySearch {
    static constexpr std::size_t at_once = 64;  // a length known to the compiler

    /// Whether one of the numbers is not 0; without branches.
    static bool any(const double* x) {
        std::uint64_t bits = 0;
        for (std::size_t k = 0; k < at_once; ++k) bits |= std::bit_cast<std::uint64_t>(x[k]);
        return bits != 0;
    }

    /// The first place in [begin, end) where x is not 0; `end` when there is none.
    static std::size_t find_nonzero(const double* x, std::size_t begin, std::size_t end) {
        while (end - begin >= at_once && !any(x + begin)) begin += at_once;
        while (begin < end && x[begin] == 0.0) ++begin;
        return begin;
    }
};

}  // namespace brian::math
