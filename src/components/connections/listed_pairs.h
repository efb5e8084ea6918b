#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "components/connections/rule.h"

namespace brian {

/// A pair that the user listed, and its position in the list.
struct ListedPair {
    std::uint32_t source = 0;
    std::uint32_t target = 0;
    std::uint64_t origin = 0;
};

/// Where the pair of a position stands, for errors.
using PlaceOfPair = std::function<SourceSpan(std::size_t position)>;

/// The pairs whose sources and targets stand in two columns of numbers. Throws ModelError at a
/// number that is no source or target.
struct PairColumns {
    std::vector<double> sources;
    std::vector<double> targets;
    PlaceOfPair where;
};
[[nodiscard]] std::vector<ListedPair> checked_pairs(const RuleInput& input,
                                                    const PairColumns& columns);

/// The rule that makes the listed pairs, source by source in the order of the list.
[[nodiscard]] Rule rule_of_list(const RuleInput& input, std::vector<ListedPair> pairs);

}  // namespace brian
