#pragma once

#include <cstddef>
#include <cstdint>

#include "math/array_random.h"

/// Normal deviates for any lanes (Box & Muller 1958, Ann. Math. Stat. 29:610), without tables and
/// without calls. No inline function of the standard library in here (see CMakeLists.txt).
namespace brian::math {

/// c[0] + c[1] x + ... + c[n - 1] x^(n - 1).
template <class Lanes, std::size_t n>
typename Lanes::Real polynomial(const double (&c)[n], typename Lanes::Real x) {
    auto sum = Lanes::all(c[n - 1]);
    for (std::size_t k = n - 1; k-- > 0;) sum = Lanes::fused(sum, x, Lanes::all(c[k]));
    return sum;
}

/// log(u) for normal u > 0 within 2 ULP: u = 2^e m with m between sqrt(1/2) and sqrt(2), log(m) = 2
/// atanh(s) with s = (m - 1)/(m + 1). The coefficients are those of fdlibm, e_log.c.
template <class Lanes>
typename Lanes::Real log_of_uniform(typename Lanes::Real u) {
    using Word = typename Lanes::Word;
    static constexpr double c[] = {2.0,
                                   6.666666666666735130e-01,
                                   3.999999999940941908e-01,
                                   2.857142874366239149e-01,
                                   2.222219843214978396e-01,
                                   1.818357216161805012e-01,
                                   1.531383769920937332e-01,
                                   1.479819860511658591e-01};
    constexpr std::uint64_t one = 0x3FF0000000000000U;
    constexpr std::uint64_t root_of_half = 0x3FE6A09E667F3BCDU;
    const Word bits = Lanes::as_word(u);
    const Word shifted = Lanes::add_words(bits, Lanes::all_words(one - root_of_half));
    const Word exponent = Lanes::both(shifted, Lanes::all_words(0xFFF0000000000000U));
    const Word mantissa =
        Lanes::subtract_words(bits, Lanes::subtract_words(exponent, Lanes::all_words(one)));
    // The exponent's field as the last bits of a number from 2^52 on.
    const Word counted = Lanes::either(Lanes::template shift_right<52>(shifted),
                                       Lanes::all_words(0x4330000000000000U));
    const auto e = Lanes::add(Lanes::as_real(counted), Lanes::all(-(0x1p52 + 1023.0)));
    const auto m = Lanes::as_real(mantissa);
    const auto s = Lanes::divide(Lanes::add(m, Lanes::all(-1.0)), Lanes::add(m, Lanes::all(1.0)));
    const auto log_m = Lanes::multiply(s, polynomial<Lanes>(c, Lanes::multiply(s, s)));
    return Lanes::fused(e, Lanes::all(0x1.62e42fefa39efp-1), log_m);
}

/// A point of the circle from 64 random bits: an angle between -pi/4 and pi/4 from the lower 62;
/// the upper two choose a quarter, by exchanging the coordinates and by reversing both. The
/// coefficients are those of fdlibm, k_cos.c and k_sin.c.
template <class Lanes>
LanePair<Lanes> point_of_circle(typename Lanes::Word bits, typename Lanes::Real radius) {
    using Word = typename Lanes::Word;
    static constexpr double c[] = {1.0,
                                   -0.5,
                                   4.16666666666666019037e-02,
                                   -1.38888888888741095749e-03,
                                   2.48015872894767294178e-05,
                                   -2.75573143513906633035e-07,
                                   2.08757232129817482790e-09,
                                   -1.13596475577881948265e-11};
    static constexpr double s[] = {1.0,
                                   -1.66666666666666324348e-01,
                                   8.33333333332248946124e-03,
                                   -1.98412698298579493134e-04,
                                   2.75573137070700676789e-06,
                                   -2.50507602534068634195e-08,
                                   1.58969099521155010221e-10};
    const Word one_to_two =
        Lanes::either(Lanes::template shift_right<12>(Lanes::template shift_left<2>(bits)),
                      Lanes::all_words(0x3FF0000000000000U));
    const auto around_zero = Lanes::add(Lanes::as_real(one_to_two), Lanes::all(-1.5));
    const auto angle = Lanes::multiply(Lanes::add(around_zero, Lanes::all(0x1p-53)),
                                       Lanes::all(0x1.921fb54442d18p+0));
    const auto square = Lanes::multiply(angle, angle);
    const Word x = Lanes::as_word(Lanes::multiply(radius, polynomial<Lanes>(c, square)));
    const Word y = Lanes::as_word(
        Lanes::multiply(radius, Lanes::multiply(angle, polynomial<Lanes>(s, square))));
    const Word sign = Lanes::both(bits, Lanes::all_words(0x8000000000000000U));
    const Word second_bit = Lanes::both(Lanes::template shift_right<62>(bits), Lanes::all_words(1));
    const Word exchange = Lanes::subtract_words(Lanes::all_words(0), second_bit);
    const Word change = Lanes::exclusive_or(Lanes::both(Lanes::exclusive_or(x, y), exchange), sign);
    return {Lanes::as_real(Lanes::exclusive_or(x, change)),
            Lanes::as_real(Lanes::exclusive_or(y, change))};
}

/// Normal deviates in three stages, each over several blocks, so that the processor works on
/// several at a time.
template <class Lanes>
class NormalBlocks {
  public:
    static constexpr std::uint32_t n_blocks = 32;

    /// The deviates of the elements from 2 block on.
    static void fill(const RoundKeys<Lanes>& keys, std::int64_t step, std::uint32_t block,
                     std::uint32_t n, double* out) {
        double radii[n_blocks];
        double angles[n_blocks];
        for (std::uint32_t b = 0; b < n; b += Lanes::width) {
            const PhiloxWords<Lanes> words =
                philox<Lanes>(keys, step, Lanes::count_from(block + b), Lanes::all_words(0));
            Lanes::store(radii + b, open_uniform<Lanes>(words.word_0, words.word_1));
            Lanes::store(angles + b, Lanes::as_real(bits_of<Lanes>(words.word_2, words.word_3)));
        }
        for (std::uint32_t b = 0; b < n; b += Lanes::width) {
            const auto log_u = log_of_uniform<Lanes>(Lanes::load(radii + b));
            Lanes::store(radii + b, Lanes::sqrt(Lanes::multiply(Lanes::all(-2.0), log_u)));
        }
        for (std::uint32_t b = 0; b < n; b += Lanes::width) {
            const LanePair<Lanes> pair = point_of_circle<Lanes>(
                Lanes::as_word(Lanes::load(angles + b)), Lanes::load(radii + b));
            Lanes::store_interleaved(out + std::size_t{2} * b, pair.even, pair.odd);
        }
    }
};

/// A function of the type Fill.
template <class Lanes>
void fill_normal(StreamKey key, std::int64_t step, std::uint32_t first, double* out,
                 std::size_t n) {
    using Blocks = NormalBlocks<Lanes>;
    constexpr std::size_t n_at_once = 2 * std::size_t{Blocks::n_blocks};
    const RoundKeys<Lanes> keys(key);
    std::uint32_t block = first / 2;
    std::size_t skipped = first % 2;
    for (; n > 0; block += Blocks::n_blocks) {
        if (skipped == 0 && n >= n_at_once) {
            Blocks::fill(keys, step, block, Blocks::n_blocks, out);
            out += n_at_once;
            n -= n_at_once;
            continue;
        }
        double buffer[n_at_once];
        const std::size_t wanted = n + skipped < n_at_once ? n + skipped : n_at_once;
        Blocks::fill(keys, step, block, static_cast<std::uint32_t>((wanted + 1) / 2), buffer);
        for (std::size_t i = skipped; i < wanted; ++i) *out++ = buffer[i];
        n -= wanted - skipped;
        skipped = 0;
    }
}

}  // namespace brian::math
