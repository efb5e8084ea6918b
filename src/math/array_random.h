#pragma once

#include <cstddef>
#include <cstdint>

#include "math/random.h"

/// Random deviates over arrays, for any lanes. No inline function of the standard library in here
/// (see CMakeLists.txt).
namespace brian::math {

/// Two deviates of each Philox block: of the elements 2b and 2b + 1.
template <class Lanes>
struct LanePair {
    typename Lanes::Real even;
    typename Lanes::Real odd;
};

/// Four words of each lane's block, in the low halves of 64 bits (the high halves are rubbish).
template <class Lanes>
struct PhiloxWords {
    typename Lanes::Word word_0;
    typename Lanes::Word word_1;
    typename Lanes::Word word_2;
    typename Lanes::Word word_3;
};

/// The keys of the ten rounds, the same in every lane.
template <class Lanes>
struct RoundKeys {
    static constexpr int n_rounds = 10;
    typename Lanes::Word low[n_rounds];
    typename Lanes::Word high[n_rounds];

    explicit RoundKeys(StreamKey key) {
        for (int round = 0; round < n_rounds; ++round) {
            low[round] = Lanes::all_words(key.low);
            high[round] = Lanes::all_words(key.high);
            key.low += 0x9E3779B9U;
            key.high += 0xBB67AE85U;
        }
    }
};

/// Philox4x32-10 (Salmon et al. 2011) of the counters {block, draw, step low, step high}, of which
/// each lane has its own block or draw.
template <class Lanes>
PhiloxWords<Lanes> philox(const RoundKeys<Lanes>& keys, std::int64_t step,
                          typename Lanes::Word block, typename Lanes::Word draw) {
    using Word = typename Lanes::Word;
    const Word multiplier_0 = Lanes::all_words(0xD2511F53U);
    const Word multiplier_1 = Lanes::all_words(0xCD9E8D57U);
    const auto step_bits = static_cast<std::uint64_t>(step);
    PhiloxWords<Lanes> x{block, draw, Lanes::all_words(step_bits & 0xFFFFFFFFU),
                         Lanes::all_words(step_bits >> 32)};
    for (int round = 0; round < RoundKeys<Lanes>::n_rounds; ++round) {
        const Word product_0 = Lanes::multiply_low(x.word_0, multiplier_0);
        const Word product_1 = Lanes::multiply_low(x.word_2, multiplier_1);
        const Word mixed_0 = Lanes::exclusive_or(x.word_1, keys.low[round]);
        const Word mixed_2 = Lanes::exclusive_or(x.word_3, keys.high[round]);
        x.word_0 = Lanes::exclusive_or(Lanes::template shift_right<32>(product_1), mixed_0);
        x.word_1 = product_1;
        x.word_2 = Lanes::exclusive_or(Lanes::template shift_right<32>(product_0), mixed_2);
        x.word_3 = product_0;
    }
    return x;
}

/// The 64 bits of two words.
template <class Lanes>
typename Lanes::Word bits_of(typename Lanes::Word low, typename Lanes::Word high) {
    return Lanes::either(Lanes::template shift_left<32>(high),
                         Lanes::both(low, Lanes::all_words(0xFFFFFFFFU)));
}

/// (k + 0.5) 2^-52, where k is the upper 52 of the 64 bits that two words make: put into the
/// mantissa of a number in [1, 2), from which 1 - 2^-53 is taken. Every step is exact.
template <class Lanes>
typename Lanes::Real open_uniform(typename Lanes::Word low, typename Lanes::Word high) {
    const auto one_to_two =
        Lanes::either(Lanes::template shift_right<12>(bits_of<Lanes>(low, high)),
                      Lanes::all_words(0x3FF0000000000000U));
    const auto from_zero = Lanes::add(Lanes::as_real(one_to_two), Lanes::all(-1.0));
    return Lanes::add(from_zero, Lanes::all(0x1p-53));
}

template <class Lanes>
LanePair<Lanes> uniforms_of(const PhiloxWords<Lanes>& words) {
    return {open_uniform<Lanes>(words.word_0, words.word_1),
            open_uniform<Lanes>(words.word_2, words.word_3)};
}

/// Uniform deviates of the blocks from `block` on, one block a lane.
template <class Lanes>
LanePair<Lanes> uniform_pair(const RoundKeys<Lanes>& keys, std::int64_t step, std::uint32_t block,
                             std::uint32_t draw = 0) {
    return uniforms_of<Lanes>(
        philox<Lanes>(keys, step, Lanes::count_from(block), Lanes::all_words(draw)));
}

/// Writes the deviates of elements first ... first + n - 1 that `pair_of(block)` makes. Where a
/// vector of blocks holds more than is wanted, it goes through a buffer.
template <class Lanes, class PairOf>
void fill(std::uint32_t first, double* out, std::size_t n, PairOf pair_of) {
    constexpr std::size_t n_at_once = 2 * Lanes::width;
    std::uint32_t block = first / 2;
    std::size_t skipped = first % 2;
    while (n > 0) {
        const LanePair<Lanes> pair = pair_of(block);
        block += static_cast<std::uint32_t>(Lanes::width);
        std::size_t n_written = n_at_once - skipped;
        if (skipped == 0 && n >= n_at_once) {
            Lanes::store_interleaved(out, pair.even, pair.odd);
        } else {
            double buffer[n_at_once];
            Lanes::store_interleaved(buffer, pair.even, pair.odd);
            if (n_written > n) n_written = n;
            for (std::size_t i = 0; i < n_written; ++i) out[i] = buffer[skipped + i];
        }
        skipped = 0;
        out += n_written;
        n -= n_written;
    }
}

/// Uniform deviates as a function of the type Fill, and a sub-stream as one of the type
/// FillSubStream.
template <class Lanes>
struct ArrayRandom {
    static void sub_stream(StreamKey key, std::int64_t step, std::uint32_t element,
                           std::uint32_t draw, double* out, std::size_t n) {
        const RoundKeys<Lanes> keys(key);
        fill<Lanes>(2 * draw, out, n, [&keys, step, element](std::uint32_t first_draw) {
            return uniforms_of<Lanes>(philox<Lanes>(keys, step, Lanes::all_words(element),
                                                    Lanes::count_from(first_draw)));
        });
    }
    static void uniform(StreamKey key, std::int64_t step, std::uint32_t first, double* out,
                        std::size_t n) {
        const RoundKeys<Lanes> keys(key);
        fill<Lanes>(first, out, n, [&keys, step](std::uint32_t block) {
            return uniform_pair<Lanes>(keys, step, block);
        });
    }
};

}  // namespace brian::math
