#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "math/random.h"

/// Independent trials of one probability p in [0, 1], by the geometric gaps between successes.
namespace brian::math {

/// Number of failures before the first success: floor(log(u) / log(1 - p)).
class GeometricGap {
  public:
    explicit GeometricGap(double p);
    /// At most `limit`.
    [[nodiscard]] std::uint64_t draw(SubStream& stream, std::uint64_t limit) const;

  private:
    double log_failure_;  // log(1 - p)
};

/// Which of n trials succeed, for many series of trials. The gaps are those of GeometricGap, drawn
/// many at a time.
class Trials {
  public:
    Trials(double p, std::uint32_t n);
    /// The numbers of the successes, ascending, by the sub-stream of an element. Valid until the
    /// next call.
    [[nodiscard]] std::span<const std::uint32_t> successes(StreamKey key, std::int64_t step,
                                                           std::uint32_t element);

  private:
    double log_failure_;
    std::uint32_t n_;
    std::size_t n_first_;  // gaps drawn at once: enough, most often
    std::vector<double> gaps_;
    std::vector<std::uint32_t> successes_;
};

}  // namespace brian::math
