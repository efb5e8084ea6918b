#include "math/random.h"

#include <Random123/philox.h>

#include "math/array_normal.h"
#include "math/array_random.h"
#include "math/lanes.h"
#include "math/lanes_scalar.h"

namespace brian::math {

namespace {

/// The finaliser of SplitMix64 (Steele, Lea & Flood 2014, OOPSLA'14): every bit of the result
/// depends on every bit of `x`, and different `x` give different results.
std::uint64_t scramble(std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31);
}

/// FNV-1a with 64 bits (Fowler, Noll & Vo).
std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (const char character : text) {
        hash = (hash ^ static_cast<unsigned char>(character)) * 0x100000001B3U;
    }
    return hash;
}

std::uint32_t low_word(std::uint64_t x) {
    return static_cast<std::uint32_t>(x);
}
std::uint32_t high_word(std::uint64_t x) {
    return static_cast<std::uint32_t>(x >> 32);
}

/// The deviate of one element out of the pair of its block.
double one_of(const LanePair<ScalarLanes>& pair, std::uint32_t element) {
    return element % 2 == 0 ? pair.even : pair.odd;
}

}  // namespace

StreamKey stream_key(std::uint64_t seed, std::string_view purpose) {
    constexpr std::uint64_t golden_ratio = 0x9E3779B97F4A7C15U;
    const std::uint64_t key = scramble(scramble(seed + golden_ratio) + hash_of(purpose));
    return {low_word(key), high_word(key)};
}

Bits random_bits(StreamKey key, std::int64_t step, std::uint32_t block, std::uint32_t draw) {
    const auto step_bits = static_cast<std::uint64_t>(step);
    const r123::Philox4x32::ctr_type counter{
        {block, draw, low_word(step_bits), high_word(step_bits)}};
    const r123::Philox4x32::key_type philox_key{{key.low, key.high}};
    const r123::Philox4x32::ctr_type bits = r123::Philox4x32()(counter, philox_key);
    return {bits[0], bits[1], bits[2], bits[3]};
}

double uniform(StreamKey key, std::int64_t step, std::uint32_t element) {
    return one_of(uniform_pair(RoundKeys<ScalarLanes>(key), step, element / 2), element);
}

double normal(StreamKey key, std::int64_t step, std::uint32_t element) {
    double pair[2];
    NormalBlocks<ScalarLanes>::fill(RoundKeys<ScalarLanes>(key), step, element / 2, 1, pair);
    return pair[element % 2];
}

void fill_uniform(StreamKey key, std::int64_t step, std::uint32_t first, double* out,
                  std::size_t n) {
    fill_uniform(key, step, first, out, n, simd());
}

void fill_uniform(StreamKey key, std::int64_t step, std::uint32_t first, double* out, std::size_t n,
                  Simd simd) {
    table_of(simd).uniform(key, step, first, out, n);
}

void fill_normal(StreamKey key, std::int64_t step, std::uint32_t first, double* out,
                 std::size_t n) {
    fill_normal(key, step, first, out, n, simd());
}

void fill_normal(StreamKey key, std::int64_t step, std::uint32_t first, double* out, std::size_t n,
                 Simd simd) {
    table_of(simd).normal(key, step, first, out, n);
}

double SubStream::next() {
    if (used_ == 2) {
        bits_ = random_bits(key_, step_, element_, draw_++);
        used_ = 0;
    }
    const unsigned word = 2 * used_++;
    return open_uniform<ScalarLanes>(bits_.at(word), bits_.at(word + 1));
}

void SubStream::fill(double* out, std::size_t n) {
    for (; n > 0 && used_ != 2; --n) *out++ = next();
    const std::size_t n_blocks = n / 2;
    table_of(simd()).sub_stream(key_, step_, element_, draw_, out, 2 * n_blocks);
    draw_ += static_cast<std::uint32_t>(n_blocks);
    if (n % 2 != 0) out[n - 1] = next();
}

}  // namespace brian::math
