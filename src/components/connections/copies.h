#pragma once

#include "components/connections/rule.h"

namespace brian {

/// The rule with as many synapses for each of its pairs as an expression of the pair says.
[[nodiscard]] Rule with_copies(Rule rule, const RuleInput& input, const Value& copies);

/// The rules of a list, one after the other.
[[nodiscard]] Rule one_after_the_other(std::vector<Rule> rules);

}  // namespace brian
