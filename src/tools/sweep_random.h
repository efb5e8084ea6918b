#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/source.h"
#include "tools/sweep_values.h"

namespace brian {

/// What random values of a path belong to.
struct SweepDraws {
    std::string path;
    std::uint64_t seed = 0;  ///< of the model
    std::size_t n = 0;
};

/// `n` values drawn from uniform(a, b), loguniform(a, b), normal(mean, sd) or choice(x, y ...).
/// Draw i of a path depends on the seed, the path and i alone: the stream is "sweep.random:PATH".
/// Throws ModelError.
[[nodiscard]] std::vector<SweptValue> draw_values(const SourceSpan& distribution,
                                                  const SweepDraws& draws);

}  // namespace brian
