#pragma once

#include <cstdint>

#include "math/random.h"

namespace brian::math {

/// A Poisson deviate of mean `lambda` >= 0 (NaN for a negative or NaN mean): inversion below 10,
/// PTRS above (Hoermann 1993, Insurance: Mathematics and Economics 12:39).
[[nodiscard]] double poisson(double lambda, SubStream& stream);

/// A binomial deviate of n trials with probability p (NaN outside the domain): inversion when
/// n min(p, 1-p) < 10, BTRS above (Hoermann 1993, J. Stat. Comput. Simul. 46:101).
[[nodiscard]] double binomial(double n, double p, SubStream& stream);

/// Number of failures before the first success of probability p in (0, 1]: floor(log(u) / log(1 -
/// p)), at most `limit`.
[[nodiscard]] std::uint64_t geometric_gap(double p, SubStream& stream, std::uint64_t limit);

}  // namespace brian::math
