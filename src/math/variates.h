#pragma once

#include <cstdint>

#include "math/random.h"

namespace brian::math {

/// A Poisson deviate of mean `lambda` >= 0 (NaN for a negative or NaN mean): inversion below 10,
/// PTRS above.
[[nodiscard]] double poisson(double lambda, SubStream& stream);

/// A binomial deviate of n trials with probability p (NaN outside the domain): inversion when
/// n min(p, 1-p) < 10, BTRS above.
[[nodiscard]] double binomial(double n, double p, SubStream& stream);

/// One deviate of an element in a step.
struct DrawPlace {
    StreamKey key;
    std::int64_t step = 0;
    std::uint32_t element = 0;
};
/// The same distributions for one deviate of each element: the uniform deviate that is inverted has
/// its upper 16 bits from half word element % 8 of block element / 8, and the lower 36 from the
/// element's sub-stream: hardly ever is more than the half word needed, and eight elements share
/// the bits of a block.
[[nodiscard]] double poisson(double lambda, const DrawPlace& place);
[[nodiscard]] double binomial(double n, double p, const DrawPlace& place);
/// That uniform deviate: (k + 0.5) 2^-52.
[[nodiscard]] double uniform_of_halves(const DrawPlace& place);

enum class CountMethod { Undefined, Infinite, Inversion, Rejection };
[[nodiscard]] CountMethod poisson_method(double lambda);
/// For p <= 1/2; the deviates of a greater p are n minus those of 1 - p.
[[nodiscard]] CountMethod binomial_method(double n, double p);

}  // namespace brian::math
