#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "math/functions.h"

/// Random numbers are a pure function of (seed, stream, step, element, draw): Philox4x32-10
/// (Salmon et al. 2011, SC'11) from the Random123 library. Nothing here has state.
namespace brian::math {

/// Key of one stream: a hash of the seed and of what the stream is for ("groups.P.v:initial:0").
/// Never a position in a list, so that adding an object changes no other object's numbers.
struct StreamKey {
    std::uint32_t low = 0;
    std::uint32_t high = 0;
    bool operator==(const StreamKey&) const = default;
};
[[nodiscard]] StreamKey stream_key(std::uint64_t seed, std::string_view purpose);

/// 128 random bits. `step` counts the object's executed steps; `draw` numbers successive draws of
/// one element in one step (sub-streams).
using Bits = std::array<std::uint32_t, 4>;
[[nodiscard]] Bits random_bits(StreamKey key, std::int64_t step, std::uint32_t block,
                               std::uint32_t draw = 0);

/// A uniform deviate in the open interval (0, 1): (k + 0.5) 2^-52 with 52 random bits k, which is
/// exact in a double (with 53 bits the greatest would round to 1).
/// Elements 2b and 2b+1 share one Philox block b.
[[nodiscard]] double uniform(StreamKey key, std::int64_t step, std::uint32_t element);
/// A standard normal deviate (Box & Muller 1958): elements 2b and 2b+1 are the cosine and sine of
/// one pair.
[[nodiscard]] double normal(StreamKey key, std::int64_t step, std::uint32_t element);

/// Array forms for elements first, first + 1 ... first + n - 1: the same bits.
void fill_uniform(StreamKey key, std::int64_t step, std::uint32_t first, double* out,
                  std::size_t n);
void fill_normal(StreamKey key, std::int64_t step, std::uint32_t first, double* out, std::size_t n);
/// The same by the code of one instruction set, which the CPU must have.
void fill_uniform(StreamKey key, std::int64_t step, std::uint32_t first, double* out, std::size_t n,
                  Simd simd);
void fill_normal(StreamKey key, std::int64_t step, std::uint32_t first, double* out, std::size_t n,
                 Simd simd);

/// Successive uniforms of one element in one step, for draws that need an unknown number of them.
class SubStream {
  public:
    SubStream(StreamKey key, std::int64_t step, std::uint32_t element)
        : key_(key), step_(step), element_(element) {}
    /// The next uniform deviate in (0, 1).
    double next();
    /// The next n of them, faster.
    void fill(double* out, std::size_t n);

  private:
    StreamKey key_;
    std::int64_t step_;
    std::uint32_t element_;
    std::uint32_t draw_ = 1;  // draw 0 belongs to uniform() and normal()
    Bits bits_{};
    unsigned used_ = 2;  // a block holds two uniforms
};

}  // namespace brian::math
