#pragma once

#include <cstdint>
#include <vector>

#include "math/random.h"

namespace brian {

/// Draws without replacement.
class Sampler {
  public:
    explicit Sampler(std::uint32_t population) : drawn_in_(population, 0) {}

    /// `n` different numbers below `among`, every set being equally likely; n <= among <= the
    /// population. Valid until the next draw. (Bentley & Floyd 1987, Commun. ACM 30:754.)
    [[nodiscard]] const std::vector<std::uint32_t>& draw(std::uint32_t n, std::uint32_t among,
                                                         math::SubStream& stream);
    /// The same numbers in ascending order.
    [[nodiscard]] const std::vector<std::uint32_t>& draw_ascending(std::uint32_t n,
                                                                   std::uint32_t among,
                                                                   math::SubStream& stream);

  private:
    std::vector<std::uint32_t> drawn_in_;  // number of the draw that a member was last part of
    std::uint32_t draw_ = 0;
    std::vector<std::uint32_t> chosen_;
    std::vector<double> deviates_;
};

}  // namespace brian
