#pragma once

#include <cstddef>
#include <cstdint>

#include "math/functions.h"
#include "math/random.h"

/// Array code written once over "lanes" (lanes_scalar.h, lanes_avx2.h, lanes_avx512.h) and compiled
/// once for each instruction set.
namespace brian::math {

/// Deviates of elements first ... first + n - 1.
using Fill = void (*)(StreamKey key, std::int64_t step, std::uint32_t first, double* out,
                      std::size_t n);

/// What one instruction set offers.
struct LanesTable {
#define SLEEF_FUNCTION(name, sleef) Unary name;
#define OWN_FUNCTION(name) Unary name;
#include "math/elementary.def"
#undef SLEEF_FUNCTION
#undef OWN_FUNCTION
    Binary pow;
    Fill uniform;
    Fill normal;
};

[[nodiscard]] const LanesTable& scalar_table();
[[nodiscard]] const LanesTable& avx2_table();    ///< call only where simd() may be Avx2
[[nodiscard]] const LanesTable& avx512_table();  ///< call only where simd() may be Avx512
[[nodiscard]] const LanesTable& table_of(Simd simd);

}  // namespace brian::math
