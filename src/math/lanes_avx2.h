#pragma once

#include <cstddef>
#include <cstdint>

#include <immintrin.h>
#include <sleef.h>

namespace brian::math {

/// Four doubles at a time (see ScalarLanes). Only for files compiled for AVX2 and fused
/// multiply-add.
struct Avx2Lanes {
    using Real = __m256d;
    using Word = __m256i;
    static constexpr std::size_t width = 4;

    static Real load(const double* from) { return _mm256_loadu_pd(from); }
    static void store(double* to, Real x) { _mm256_storeu_pd(to, x); }
    static void store_interleaved(double* to, Real even, Real odd) {
        const Real pairs_0_2 = _mm256_unpacklo_pd(even, odd);
        const Real pairs_1_3 = _mm256_unpackhi_pd(even, odd);
        store(to, _mm256_permute2f128_pd(pairs_0_2, pairs_1_3, 0x20));
        store(to + width, _mm256_permute2f128_pd(pairs_0_2, pairs_1_3, 0x31));
    }
    static Real all(double x) { return _mm256_set1_pd(x); }
    static Real add(Real a, Real b) { return _mm256_add_pd(a, b); }
    static Real subtract(Real a, Real b) { return _mm256_sub_pd(a, b); }
    static Real multiply(Real a, Real b) { return _mm256_mul_pd(a, b); }
    static Real divide(Real a, Real b) { return _mm256_div_pd(a, b); }
    static Real fused(Real a, Real b, Real c) { return _mm256_fmadd_pd(a, b, c); }
    static Real where_equal(Real x, Real value, Real chosen, Real otherwise) {
        return _mm256_blendv_pd(otherwise, chosen, _mm256_cmp_pd(x, value, _CMP_EQ_OQ));
    }
    static void add_product(Real& sum, Real a, Real b) { sum = fused(a, b, sum); }
    static void times_plus(Real& sum, Real x, Real b) { sum = fused(sum, x, b); }
    static Real smaller(Real a, Real b) { return _mm256_min_pd(a, b); }
    static Real greater(Real a, Real b) { return _mm256_max_pd(a, b); }
    static Real magnitude(Real x) { return _mm256_andnot_pd(all(-0.0), x); }
    static Real where_less(Real x, Real limit, Real chosen, Real otherwise) {
        return _mm256_blendv_pd(otherwise, chosen, _mm256_cmp_pd(x, limit, _CMP_LT_OQ));
    }
    static Real unless_nan(Real x, Real value) {
        const Real nan = all(-__builtin_nan(""));
        return _mm256_blendv_pd(value, nan, _mm256_cmp_pd(x, x, _CMP_UNORD_Q));
    }
    static Real with_one_nan(Real x) { return unless_nan(x, x); }

    static Real sqrt(Real x) { return _mm256_sqrt_pd(x); }
    static Real pow(Real base, Real exponent) {
        return with_one_nan(Sleef_finz_powd4_u10avx2(base, exponent));
    }
#define SLEEF_FUNCTION(name, sleef)                             \
    static Real name(Real x) {                                  \
        return with_one_nan(Sleef_finz_##sleef##d4_u10avx2(x)); \
    }
#define OWN_FUNCTION(name)
#include "math/elementary.def"
#undef SLEEF_FUNCTION
#undef OWN_FUNCTION

    static Word count_from(std::uint64_t first) {
        return _mm256_add_epi64(all_words(first), _mm256_set_epi64x(3, 2, 1, 0));
    }
    static Word all_words(std::uint64_t word) {
        return _mm256_set1_epi64x(static_cast<long long>(word));
    }
    static Word multiply_low(Word a, Word b) {
        return _mm256_mul_epu32(a, b);
    }
    static Word exclusive_or(Word a, Word b) {
        return _mm256_xor_si256(a, b);
    }
    static Word either(Word a, Word b) {
        return _mm256_or_si256(a, b);
    }
    static Word both(Word a, Word b) {
        return _mm256_and_si256(a, b);
    }
    template <int n>
    static Word shift_left(Word a) {
        return _mm256_slli_epi64(a, n);
    }
    template <int n>
    static Word shift_right(Word a) {
        return _mm256_srli_epi64(a, n);
    }
    static Word add_words(Word a, Word b) {
        return _mm256_add_epi64(a, b);
    }
    static Word subtract_words(Word a, Word b) {
        return _mm256_sub_epi64(a, b);
    }
    static Word as_word(Real x) {
        return _mm256_castpd_si256(x);
    }
    static Real as_real(Word bits) {
        return _mm256_castsi256_pd(bits);
    }
    static constexpr double power_offset = 2046.0;
    static Real times_power_of_two(Real x, Real /*k*/, Word shifted) {
        const Word half = shift_right<1>(shifted);
        const Word rest = subtract_words(shifted, half);
        const Real first = multiply(x, as_real(shift_left<52>(half)));
        return multiply(first, as_real(shift_left<52>(rest)));
    }
};

}  // namespace brian::math
