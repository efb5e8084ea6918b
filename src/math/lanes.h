#pragma once

#include <cstddef>
#include <cstdint>

#include "math/count_rejection.h"
#include "math/functions.h"
#include "math/random.h"

/// Array code written once over "lanes" (lanes_scalar.h, lanes_avx2.h, lanes_avx512.h) and compiled
/// once for each instruction set.
namespace brian::math {

/// Deviates of elements first ... first + n - 1.
using Fill = void (*)(StreamKey key, std::int64_t step, std::uint32_t first, double* out,
                      std::size_t n);

/// The uniform deviates of a sub-stream from the two of `draw` on.
using FillSubStream = void (*)(StreamKey key, std::int64_t step, std::uint32_t element,
                               std::uint32_t draw, double* out, std::size_t n);

/// Numbers with which half words are compared, each less 2^15.
struct Thresholds {
    const std::int16_t* values = nullptr;
    std::size_t n = 0;
};
/// Elements that a CountBelow works on, those of eight blocks of random bits.
constexpr std::size_t n_counts_at_once = 64;
/// For each element how many thresholds are below its half word. Returns those elements, a bit
/// each, whose half word equals a threshold.
using CountBelow = std::uint64_t (*)(const Thresholds& thresholds, StreamKey key, std::int64_t step,
                                     std::uint32_t block, double* counts);
/// What the first trial of elements first ... first + n - 1 gives; -1 where the squeeze does not
/// accept it.
using FirstTrials = void (*)(const Squeeze& squeeze, StreamKey key, std::int64_t step,
                             std::uint32_t first, double* counts, std::size_t n);

/// The first place in [begin, end) where x is not 0; `end` when there is none.
using FindNonzero = std::size_t (*)(const double* x, std::size_t begin, std::size_t end);

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
    FillSubStream sub_stream;
    CountBelow count_below;
    FirstTrials first_trials;
    FindNonzero find_nonzero;
};

[[nodiscard]] const LanesTable& scalar_table();
[[nodiscard]] const LanesTable& avx2_table();    ///< call only where simd() may be Avx2
[[nodiscard]] const LanesTable& avx512_table();  ///< call only where simd() may be Avx512
[[nodiscard]] const LanesTable& table_of(Simd simd);

}  // namespace brian::math
