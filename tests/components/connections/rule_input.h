#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "components/connections/rule.h"
#include "components/model_stub.h"

namespace brian {

/// A list of lists of numbers.
[[nodiscard]] Value rows_of(const std::vector<std::vector<int>>& rows);

struct Sizes {
    std::uint32_t n_sources = 0;
    std::uint32_t n_targets = 0;
};

/// A connection from a group to another one, or to itself when `same_neuron` is set. Constants are
/// plain numbers; every expression means `pair_value`. `connect` must outlive it.
[[nodiscard]] RuleInput rule_input(const Value& connect, const Sizes& sizes);

/// The connection of a group with itself, without autapses.
[[nodiscard]] RuleInput without_autapses(RuleInput input);

/// Has every expression mean that function of i and j.
using PairValue = std::function<double(std::uint32_t i, std::uint32_t j)>;
[[nodiscard]] RuleInput with_expression(RuleInput input, const PairValue& value);

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
/// The pairs of the edges, in their order.
[[nodiscard]] Pairs pairs_of(const Edges& edges);
/// Edges onto all targets, as one block or cut at those targets; block after block.
[[nodiscard]] Edges edges_of(const RuleInput& input, const std::vector<std::uint32_t>& cuts = {});
/// edges_of(), as a sorted list.
[[nodiscard]] Pairs sorted_pairs(const RuleInput& input,
                                 const std::vector<std::uint32_t>& cuts = {});

/// "MESSAGE | HINT" of the ModelError that making the rule or its edges throws; "no error".
[[nodiscard]] std::string error_of(const RuleInput& input);

}  // namespace brian
