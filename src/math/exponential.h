#pragma once

/// exp, expm1 and exprel, written once for any lanes: those that compute (lanes_scalar.h,
/// lanes_avx2.h, lanes_avx512.h) and those that write machine code. No inline function of the
/// standard library in here (see CMakeLists.txt).
///
/// x = k ln 2 + r with |r| <= ln(2)/2, and exp(x) = 2^k (1 + r + r^2 q(r)).
/// Errors are below 1 unit in the last place, those of exprel below 2.
namespace brian::math {

/// x without its multiples of ln 2: x = k ln 2 + high + low, where high is exact.
template <class Lanes>
struct Reduced {
    typename Lanes::Word shifted;  ///< k + offset in its low 12 bits
    typename Lanes::Real k;
    typename Lanes::Real high;
    typename Lanes::Real low;
};

/// k = x / ln 2 rounded to a whole number; adding 1.5 2^52 leaves it in the low bits.
template <class Lanes>
Reduced<Lanes> without_powers_of_two(Lanes& on, typename Lanes::Real x, double offset) {
    const auto magic = on.all(0x1.8p52 + offset);
    const auto shifted = on.fused(x, on.all(0x1.71547652b82fep+0), magic);
    const auto k = on.subtract(shifted, magic);
    // ln 2 in two parts, the first with 33 bits (fdlibm, e_exp.c).
    const auto high = on.fused(k, on.all(-6.93147180369123816490e-01), x);
    return {on.as_word(shifted), k, high, on.multiply(k, on.all(-1.90821492927058770002e-10))};
}

/// q(r) = (exp(r) - 1 - r) / r^2 = 1/2 + r s(r) for |r| < 0.3466, with the s of degree 9 whose
/// greatest relative error in exp(r) - 1 is least, 3e-19 (Remez algorithm in 60 digits). The 1/2
/// comes last, so that it is rounded once.
template <class Lanes>
typename Lanes::Real exponential_rest(Lanes& on, typename Lanes::Real r, typename Lanes::Real r_2) {
    const auto pair = [&](double even, double odd) {
        return on.fused(r, on.all(odd), on.all(even));
    };
    const auto s_0 = pair(0x1.5555555555559p-3, 0x1.555555555555cp-5);
    const auto s_2 = pair(0x1.111111110f3e1p-7, 0x1.6c16c16c118a7p-10);
    const auto s_4 = pair(0x1.a01a01b121f40p-13, 0x1.a01a01c712981p-16);
    const auto s_6 = pair(0x1.71ddf4f0b8cb4p-19, 0x1.27e4845585d22p-22);
    const auto s_8 = pair(0x1.af650c220573ap-26, 0x1.20135c16cfae4p-29);
    const auto r_4 = on.multiply(r_2, r_2);
    const auto low = on.fused(s_2, r_2, s_0);
    const auto middle = on.fused(s_6, r_2, s_4);
    const auto s = on.fused(on.fused(s_8, r_4, middle), r_4, low);
    return on.fused(s, r, on.all(0.5));
}

template <class Lanes>
typename Lanes::Real exp_of(Lanes& on, typename Lanes::Real x) {
    // Beyond these limits the result is infinite or 0 anyway. A NaN passes.
    const auto bounded = on.smaller(on.all(710.0), on.greater(on.all(-746.0), x));
    const auto reduced = without_powers_of_two(on, bounded, Lanes::power_offset);
    const auto r = on.add(reduced.high, reduced.low);
    const auto r_2 = on.multiply(r, r);
    const auto beyond_one = on.fused(exponential_rest(on, r, r_2), r_2, r);
    const auto mantissa = on.add(on.all(1.0), beyond_one);
    return on.with_one_nan(on.times_power_of_two(mantissa, reduced.k, reduced.shifted));
}

/// exp(x) - 1 for x <= 710, but for the sign of a zero and the last bits of subnormal numbers.
///
/// Half the result is (h - 1/2) + h (high + low + r^2 q) with h = 2^(k - 1), so that h is finite
/// where the result is; `lost` is what the rounding of the first sum has taken away.
template <class Lanes>
typename Lanes::Real expm1_core(Lanes& on, typename Lanes::Real x) {
    const auto bounded = on.greater(on.all(-50.0), x);  // below, the result is -1
    const auto reduced = without_powers_of_two(on, bounded, 1022.0);
    const auto r = on.add(reduced.high, reduced.low);
    const auto r_2 = on.multiply(r, r);
    // The rounding of r matters where half of the result cancels, near x = 0.35.
    const auto rounding = on.add(on.subtract(reduced.high, r), reduced.low);
    const auto low = on.fused(rounding, r, reduced.low);
    const auto small = on.fused(exponential_rest(on, r, r_2), r_2, low);
    const auto h = on.as_real(on.template shift_left<52>(reduced.shifted));
    const auto start = on.subtract(h, on.all(0.5));
    const auto sum = on.fused(h, reduced.high, start);
    const auto lost = on.fused(h, reduced.high, on.subtract(start, sum));
    const auto half = on.add(sum, on.fused(h, small, lost));
    return on.add(half, half);
}

template <class Lanes>
typename Lanes::Real expm1_of(Lanes& on, typename Lanes::Real x) {
    const auto core = expm1_core(on, on.smaller(on.all(710.0), x));
    return on.with_one_nan(on.where_less(on.magnitude(x), on.all(0x1p-54), x, core));
}

/// (exp(x) - 1) / x. At 0 the quotient is 0/0; the bound keeps it from infinity/infinity.
template <class Lanes>
typename Lanes::Real exprel_of(Lanes& on, typename Lanes::Real x) {
    const auto bounded = on.smaller(on.all(710.0), x);
    const auto ratio = on.divide(expm1_core(on, bounded), bounded);
    return on.with_one_nan(on.where_less(on.magnitude(x), on.all(0x1p-54), on.all(1.0), ratio));
}

}  // namespace brian::math
