#pragma once

#include <cstddef>
#include <cstdint>

#include <immintrin.h>
#include <sleef.h>

namespace brian::math {

/// Eight doubles at a time (see ScalarLanes). Only for files compiled for AVX-512.
struct Avx512Lanes {
    using Real = __m512d;
    using Word = __m512i;
    static constexpr std::size_t width = 8;

    static Real load(const double* from) { return _mm512_loadu_pd(from); }
    static void store(double* to, Real x) { _mm512_storeu_pd(to, x); }
    static void store_interleaved(double* to, Real even, Real odd) {
        const Word low_half = _mm512_set_epi64(11, 3, 10, 2, 9, 1, 8, 0);
        const Word high_half = _mm512_set_epi64(15, 7, 14, 6, 13, 5, 12, 4);
        store(to, _mm512_permutex2var_pd(even, low_half, odd));
        store(to + width, _mm512_permutex2var_pd(even, high_half, odd));
    }
    static Real all(double x) { return _mm512_set1_pd(x); }
    static Real add(Real a, Real b) { return _mm512_add_pd(a, b); }
    static Real subtract(Real a, Real b) { return _mm512_sub_pd(a, b); }
    static Real multiply(Real a, Real b) { return _mm512_mul_pd(a, b); }
    static Real divide(Real a, Real b) { return _mm512_div_pd(a, b); }
    static Real fused(Real a, Real b, Real c) { return _mm512_fmadd_pd(a, b, c); }
    static Real where_equal(Real x, Real value, Real chosen, Real otherwise) {
        return _mm512_mask_blend_pd(_mm512_cmp_pd_mask(x, value, _CMP_EQ_OQ), otherwise, chosen);
    }
    static void add_product(Real& sum, Real a, Real b) { sum = fused(a, b, sum); }
    static void times_plus(Real& sum, Real x, Real b) { sum = fused(sum, x, b); }
    static Real smaller(Real a, Real b) { return _mm512_maskz_min_pd(0xFF, a, b); }
    static Real greater(Real a, Real b) { return _mm512_maskz_max_pd(0xFF, a, b); }
    static Real magnitude(Real x) { return _mm512_abs_pd(x); }
    static Real where_less(Real x, Real limit, Real chosen, Real otherwise) {
        return _mm512_mask_blend_pd(_mm512_cmp_pd_mask(x, limit, _CMP_LT_OQ), otherwise, chosen);
    }
    static Real unless_nan(Real x, Real value) {
        const Real nan = all(-__builtin_nan(""));
        return _mm512_mask_blend_pd(_mm512_cmp_pd_mask(x, x, _CMP_UNORD_Q), value, nan);
    }
    static Real with_one_nan(Real x) { return unless_nan(x, x); }

    // The zero-masked form says the same as _mm512_sqrt_pd; g++-12 takes the undefined source of
    // the latter for an uninitialised variable.
    static Real sqrt(Real x) { return _mm512_maskz_sqrt_pd(0xFF, x); }
    static Real pow(Real base, Real exponent) {
        return with_one_nan(Sleef_finz_powd8_u10avx512f(base, exponent));
    }
#define SLEEF_FUNCTION(name, sleef)                                \
    static Real name(Real x) {                                     \
        return with_one_nan(Sleef_finz_##sleef##d8_u10avx512f(x)); \
    }
#define OWN_FUNCTION(name)
#include "math/elementary.def"
#undef SLEEF_FUNCTION
#undef OWN_FUNCTION

    static Word count_from(std::uint64_t first) {
        return _mm512_add_epi64(all_words(first), _mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0));
    }
    static Word all_words(std::uint64_t word) {
        return _mm512_set1_epi64(static_cast<long long>(word));
    }
    static Word multiply_low(Word a, Word b) {
        return _mm512_maskz_mul_epu32(0xFF, a, b);
    }
    static Word exclusive_or(Word a, Word b) {
        return _mm512_xor_si512(a, b);
    }
    static Word either(Word a, Word b) {
        return _mm512_or_si512(a, b);
    }
    static Word both(Word a, Word b) {
        return _mm512_and_si512(a, b);
    }
    template <int n>
    static Word shift_left(Word a) {
        return _mm512_maskz_slli_epi64(0xFF, a, n);
    }
    template <int n>
    static Word shift_right(Word a) {
        return _mm512_maskz_srli_epi64(0xFF, a, n);
    }
    static Word add_words(Word a, Word b) {
        return _mm512_add_epi64(a, b);
    }
    static Word subtract_words(Word a, Word b) {
        return _mm512_sub_epi64(a, b);
    }
    static Word as_word(Real x) {
        return _mm512_castpd_si512(x);
    }
    static Real as_real(Word bits) {
        return _mm512_castsi512_pd(bits);
    }
    static constexpr double power_offset = 2046.0;
    static Real times_power_of_two(Real x, Real k, Word /*shifted*/) {
        return _mm512_maskz_scalef_pd(0xFF, x, k);
    }
};

}  // namespace brian::math
