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

/// k = x / ln 2 rounded to a whole number; adding 1.5 2^52 leaves it in the low bits. x is used up.
template <class Lanes>
Reduced<Lanes> without_powers_of_two(Lanes& on, typename Lanes::Real x, double offset) {
    const auto magic = on.all(0x1.8p52 + offset);
    const auto shifted = on.fused(x, on.all(0x1.71547652b82fep+0), magic);
    const auto k = on.subtract(shifted, magic);
    // ln 2 in two parts, the first with 33 bits (fdlibm, e_exp.c).
    on.add_product(x, k, on.all(-6.93147180369123816490e-01));
    return {on.as_word(shifted), k, x, on.multiply(k, on.all(-1.90821492927058770002e-10))};
}

/// q(r) = (exp(r) - 1 - r) / r^2 = 1/2 + r s(r) for |r| < 0.3466, with the s of degree 9 whose
/// greatest relative error in exp(r) - 1 is least, 3e-19 (Remez algorithm in 60 digits); even and
/// odd powers apart. The 1/2 comes last, so that it is rounded once.
template <class Lanes>
typename Lanes::Real exponential_rest(Lanes& on, typename Lanes::Real r, typename Lanes::Real r_2) {
    constexpr double even_powers[] = {0x1.71ddf4f0b8cb4p-19, 0x1.a01a01b121f40p-13,
                                      0x1.111111110f3e1p-7, 0x1.5555555555559p-3};
    constexpr double odd_powers[] = {0x1.27e4845585d22p-22, 0x1.a01a01c712981p-16,
                                     0x1.6c16c16c118a7p-10, 0x1.555555555555cp-5};
    auto even = on.all(0x1.af650c220573ap-26);
    auto odd = on.all(0x1.20135c16cfae4p-29);
    for (const double coefficient : even_powers) on.times_plus(even, r_2, on.all(coefficient));
    for (const double coefficient : odd_powers) on.times_plus(odd, r_2, on.all(coefficient));
    on.add_product(even, odd, r);
    on.times_plus(even, r, on.all(0.5));
    return even;
}

template <class Lanes>
typename Lanes::Real exp_of(Lanes& on, typename Lanes::Real x) {
    // Beyond these limits the result is infinite or 0 anyway.
    const auto bounded = on.smaller(on.greater(x, on.all(-746.0)), on.all(710.0));
    const auto reduced = without_powers_of_two(on, bounded, Lanes::power_offset);
    auto beyond_one = on.add(reduced.high, reduced.low);  // r, and then r + r^2 q
    const auto r_2 = on.multiply(beyond_one, beyond_one);
    on.add_product(beyond_one, exponential_rest(on, beyond_one, r_2), r_2);
    const auto mantissa = on.add(beyond_one, on.all(1.0));
    return on.unless_nan(x, on.times_power_of_two(mantissa, reduced.k, reduced.shifted));
}

/// exp(x) - 1 for x <= 710, but for the sign of a zero and the last bits of subnormal numbers.
///
/// Half the result is (h - 1/2) + h (high + low + r^2 q) with h = 2^(k - 1), so that h is finite
/// where the result is; `lost` is what the rounding of the first sum has taken away.
template <class Lanes>
typename Lanes::Real expm1_core(Lanes& on, typename Lanes::Real x) {
    const auto bounded = on.greater(x, on.all(-50.0));  // below, the result is -1
    auto reduced = without_powers_of_two(on, bounded, 1022.0);
    const auto r = on.add(reduced.high, reduced.low);
    const auto r_2 = on.multiply(r, r);
    // The rounding of r matters where half of the result cancels, near x = 0.35.
    const auto rounding = on.add(on.subtract(reduced.high, r), reduced.low);
    auto small = reduced.low;
    on.add_product(small, rounding, r);
    on.add_product(small, exponential_rest(on, r, r_2), r_2);
    const auto h = on.as_real(on.template shift_left<52>(reduced.shifted));
    const auto start = on.subtract(h, on.all(0.5));
    const auto sum = on.fused(h, reduced.high, start);
    auto lost = on.subtract(start, sum);
    on.add_product(lost, h, reduced.high);
    on.add_product(lost, h, small);
    const auto half = on.add(sum, lost);
    return on.add(half, half);
}

template <class Lanes>
typename Lanes::Real expm1_of(Lanes& on, typename Lanes::Real x) {
    const auto core = expm1_core(on, on.smaller(x, on.all(710.0)));
    return on.unless_nan(x, on.where_less(on.magnitude(x), on.all(0x1p-54), x, core));
}

/// (exp(x) - 1) / x. At 0 the quotient is 0/0; the bound keeps it from infinity/infinity.
template <class Lanes>
typename Lanes::Real exprel_of(Lanes& on, typename Lanes::Real x) {
    const auto bounded = on.smaller(x, on.all(710.0));
    const auto ratio = on.divide(expm1_core(on, bounded), bounded);
    return on.unless_nan(x, on.where_less(on.magnitude(x), on.all(0x1p-54), on.all(1.0), ratio));
}

}  // namespace brian::math
