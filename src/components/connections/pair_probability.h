#pragma once

#include <cstdint>
#include <vector>

#include "components/connections/rule.h"

namespace brian {

[[nodiscard]] bool is_probability(double p);
inline constexpr const char* remedy_of_probability =
    "probabilities lie between 0 and 1; clip(p, 0, 1) keeps them there";

/// The one probability that a constant gives. Throws ModelError unless it is one.
[[nodiscard]] double constant_probability(const RuleInput& input, const Value& probability);

/// Draws which pairs, of those that a condition allows, become synapses.
class PairProbability {
  public:
    PairProbability(const RuleInput& input, const Value& probability);

    /// Clears the flags (one for each target of the block) of the pairs of source i that are not
    /// drawn. One probability for all: geometric gaps over the flagged pairs; an expression: one
    /// uniform deviate a pair, whatever the blocks.
    void thin(std::uint32_t i, const BlockOfTargets& block, std::vector<double>& flags);
    /// Mean number of synapses when every pair is allowed.
    [[nodiscard]] double expected() const { return expected_; }

  private:
    void thin_evenly(std::uint32_t i, const BlockOfTargets& block, std::vector<double>& flags);

    Value probability_;
    math::StreamKey key_;
    double one_for_all_ = 0.0;
    PairExpression each_;  // empty when there is one for all
    double expected_ = 0.0;
    std::vector<double> p_;  // scratch
    std::vector<double> u_;  // scratch
};

}  // namespace brian
