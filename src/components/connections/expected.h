#pragma once

#include "components/connections/rule.h"

namespace brian {

/// Mean number of synapses when each pair is chosen with that probability.
[[nodiscard]] double expected_synapses(const RuleInput& input, double probability);

/// The same for an expression of the pair (a condition counts as 0 or 1), from a few rows.
[[nodiscard]] double expected_synapses(const RuleInput& input, const PairExpression& probability);

}  // namespace brian
