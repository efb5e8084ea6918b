#pragma once

#include <cstddef>
#include <cstdint>

#include "math/array_random.h"
#include "math/lanes.h"

/// Counts over arrays, for any lanes. No inline function of the standard library in here (see
/// CMakeLists.txt).
namespace brian::math {

/// Sixteen half words as signed numbers: a type of the compilers, which know what each instruction
/// set offers for it.
using Halves = std::int16_t __attribute__((vector_size(32)));

/// The half words of eight blocks, each less 2^15: block by block in the order of their bits.
template <class Lanes>
void load_halves(const RoundKeys<Lanes>& keys, std::int64_t step, std::uint32_t block,
                 Halves* halves) {
    using Word = typename Lanes::Word;
    constexpr std::uint32_t n_blocks = n_counts_at_once / 8;
    const Word middle = Lanes::all_words(0x8000800080008000U);
    double bits[2 * n_blocks];
    double* to = bits;
    for (std::uint32_t b = 0; b < n_blocks; b += Lanes::width, to += 2 * Lanes::width) {
        const PhiloxWords<Lanes> x =
            philox<Lanes>(keys, step, Lanes::count_from(block + b), Lanes::all_words(0));
        const Word first = bits_of<Lanes>(x.word_0, x.word_1);
        const Word second = bits_of<Lanes>(x.word_2, x.word_3);
        Lanes::store_interleaved(to, Lanes::as_real(Lanes::exclusive_or(first, middle)),
                                 Lanes::as_real(Lanes::exclusive_or(second, middle)));
    }
    __builtin_memcpy(halves, bits, sizeof bits);
}

template <class Lanes>
struct ArrayCounts {
    /// A function of the type CountBelow.
    static std::uint64_t below(const Thresholds& thresholds, StreamKey key, std::int64_t step,
                               std::uint32_t block, double* counts) {
        constexpr std::size_t n_vectors = n_counts_at_once / 16;
        Halves halves[n_vectors];
        load_halves<Lanes>(RoundKeys<Lanes>(key), step, block, halves);
        std::uint64_t ties = 0;
        for (std::size_t v = 0; v < n_vectors; v += 2) {
            Halves count_0{};
            Halves count_1{};
            Halves tied_0{};
            Halves tied_1{};
            for (std::size_t t = 0; t < thresholds.n; ++t) {
                const Halves threshold = Halves{} + thresholds.values[t];
                count_0 -= halves[v] > threshold;  // -1 where it is true
                count_1 -= halves[v + 1] > threshold;
                tied_0 |= halves[v] == threshold;
                tied_1 |= halves[v + 1] == threshold;
            }
            const Halves both[2] = {count_0, count_1};
            std::int16_t numbers[32];
            __builtin_memcpy(numbers, both, sizeof numbers);
            for (std::size_t i = 0; i < 32; ++i) counts[16 * v + i] = numbers[i];
            ties |= flags_of(tied_0) << (16 * v) | flags_of(tied_1) << (16 * v + 16);
        }
        return ties;
    }

    /// A function of the type FirstTrials.
    static void first_trials(const Squeeze& squeeze, StreamKey key, std::int64_t step,
                             std::uint32_t first, double* counts, std::size_t n);

  private:
    static std::uint64_t flags_of(const Halves& flags) {
        std::uint64_t words[4];
        __builtin_memcpy(words, &flags, sizeof words);
        if ((words[0] | words[1] | words[2] | words[3]) == 0) return 0;
        std::uint64_t bits = 0;
        for (unsigned i = 0; i < 16; ++i)
            if (flags[i] != 0) bits |= std::uint64_t{1} << i;
        return bits;
    }
};

/// The first trial of n elements (see Squeeze); -1 where it is not accepted at once.
template <class Lanes>
void ArrayCounts<Lanes>::first_trials(const Squeeze& squeeze, StreamKey key, std::int64_t step,
                                      std::uint32_t first, double* counts, std::size_t n) {
    const RoundKeys<Lanes> keys(key);
    for (std::size_t begin = 0; begin < n; begin += Lanes::width) {
        const auto element = static_cast<std::uint32_t>(first + begin);
        const LanePair<Lanes> pair = uniform_pair<Lanes>(keys, step, element, 1);
        double u[Lanes::width];
        double v[Lanes::width];
        Lanes::store(u, pair.even);
        Lanes::store(v, pair.odd);
        for (std::size_t i = 0; i < Lanes::width && begin + i < n; ++i) {
            const double from_middle = u[i] - 0.5;
            const double us = 0.5 - __builtin_fabs(from_middle);
            const double k =
                __builtin_floor((2.0 * squeeze.a / us + squeeze.b) * from_middle + squeeze.centre);
            const bool accepted =
                k >= 0.0 && k <= squeeze.most && us >= 0.07 && v[i] <= squeeze.v_r;
            counts[begin + i] = accepted ? k : -1.0;
        }
    }
}

}  // namespace brian::math
