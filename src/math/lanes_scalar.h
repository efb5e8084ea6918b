#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include <sleef.h>

namespace brian::math {

/// One double at a time: the definition that the wider lanes repeat bit for bit.
struct ScalarLanes {
    using Real = double;
    using Word = std::uint64_t;  ///< a 32-bit word in 64 bits, so that products fit
    static constexpr std::size_t width = 1;

    static Real load(const double* from) { return *from; }
    static void store(double* to, Real x) { *to = x; }
    /// to[0] = even, to[1] = odd, and so on for each lane.
    static void store_interleaved(double* to, Real even, Real odd) {
        to[0] = even;
        to[1] = odd;
    }
    static Real all(double x) { return x; }
    static Real add(Real a, Real b) { return a + b; }
    static Real subtract(Real a, Real b) { return a - b; }
    static Real multiply(Real a, Real b) { return a * b; }
    static Real divide(Real a, Real b) { return a / b; }
    /// a b + c, rounded once.
    static Real fused(Real a, Real b, Real c) { return std::fma(a, b, c); }
    /// x == value ? chosen : otherwise, lane by lane.
    static Real where_equal(Real x, Real value, Real chosen, Real otherwise) {
        return x == value ? chosen : otherwise;
    }
    /// sum = sum + a b and sum = sum x + b, rounded once. Code for them spares a copy of the sum.
    static void add_product(Real& sum, Real a, Real b) { sum = fused(a, b, sum); }
    static void times_plus(Real& sum, Real x, Real b) { sum = fused(sum, x, b); }
    /// b when either is a NaN, as the processor's instruction does.
    static Real smaller(Real a, Real b) { return a < b ? a : b; }
    static Real greater(Real a, Real b) { return a > b ? a : b; }
    static Real magnitude(Real x) { return std::fabs(x); }
    /// x < limit ? chosen : otherwise, lane by lane.
    static Real where_less(Real x, Real limit, Real chosen, Real otherwise) {
        return x < limit ? chosen : otherwise;
    }
    /// x, and for any NaN the one that the processor itself makes of 0/0: then no result depends on
    /// which of two NaN an addition lets through.
    static Real with_one_nan(Real x) { return x == x ? x : -__builtin_nan(""); }

    /// The value, or that NaN where x is a NaN.
    static Real unless_nan(Real x, Real value) { return x == x ? value : -__builtin_nan(""); }

    static Real sqrt(Real x) { return std::sqrt(x); }
    static Real pow(Real base, Real exponent) {
        return with_one_nan(Sleef_finz_powd1_u10purecfma(base, exponent));
    }
#define SLEEF_FUNCTION(name, sleef)                                 \
    static Real name(Real x) {                                      \
        return with_one_nan(Sleef_finz_##sleef##d1_u10purecfma(x)); \
    }
#define OWN_FUNCTION(name)
#include "math/elementary.def"
#undef SLEEF_FUNCTION
#undef OWN_FUNCTION

    /// first, first + 1, ...
    static Word count_from(std::uint64_t first) {
        return first;
    }
    static Word all_words(std::uint64_t word) {
        return word;
    }
    /// The 64-bit product of the low 32 bits of each.
    static Word multiply_low(Word a, Word b) {
        return (a & 0xFFFFFFFFU) * (b & 0xFFFFFFFFU);
    }
    static Word exclusive_or(Word a, Word b) {
        return a ^ b;
    }
    static Word either(Word a, Word b) {
        return a | b;
    }
    static Word both(Word a, Word b) {
        return a & b;
    }
    template <int n>
    static Word shift_left(Word a) {
        return a << n;
    }
    template <int n>
    static Word shift_right(Word a) {
        return a >> n;
    }
    static Word add_words(Word a, Word b) {
        return a + b;
    }
    static Word subtract_words(Word a, Word b) {
        return a - b;
    }
    static Word as_word(Real x) {
        return std::bit_cast<Word>(x);
    }
    /// The doubles with these bits.
    static Real as_real(Word bits) {
        return std::bit_cast<double>(bits);
    }
    /// What is added to k in the `shifted` of times_power_of_two().
    static constexpr double power_offset = 2046.0;
    /// x 2^k, rounded once even where that is subnormal: in two steps, the first of which is exact.
    /// The low 12 bits of `shifted` hold k + power_offset, which is not below 0 and less than 4096.
    static Real times_power_of_two(Real x, Real /*k*/, Word shifted) {
        const Word half = shift_right<1>(shifted);
        const Word rest = subtract_words(shifted, half);
        return x * as_real(shift_left<52>(half)) * as_real(shift_left<52>(rest));
    }
};

}  // namespace brian::math
