#include "components/connections/listed_pairs.h"

#include <algorithm>
#include <memory>

#include "base/error.h"
#include "base/format.h"
#include "base/number.h"
#include "components/connections/source_row.h"
#include "math/functions.h"

namespace brian {

namespace {

/// One of the two ends of a pair.
struct End {
    const char* role;  ///< "source"
    double number;
    std::uint32_t size;  ///< of the population
};

std::uint32_t checked(const End& end, const PairColumns& columns, std::size_t position) {
    const bool known =
        end.number >= 0.0 && end.number < end.size && end.number == math::floor(end.number);
    if (known) return static_cast<std::uint32_t>(end.number);
    throw ModelError(
        {.message =
             format("pair [{}, {}]: there is no {} {}", print_number(columns.sources[position]),
                    print_number(columns.targets[position]), end.role, print_number(end.number)),
         .where = columns.where(position),
         .hint = end.size == 0 ? format("there are no {}s", end.role)
                               : format("{}s are numbered from 0 to {}", end.role, end.size - 1)});
}

}  // namespace

std::vector<ListedPair> checked_pairs(const RuleInput& input, const PairColumns& columns) {
    std::vector<ListedPair> pairs;
    pairs.reserve(columns.sources.size());
    for (std::size_t k = 0; k < columns.sources.size(); ++k)
        pairs.push_back({checked({"source", columns.sources[k], input.n_sources}, columns, k),
                         checked({"target", columns.targets[k], input.n_targets}, columns, k), k});
    return pairs;
}

Rule rule_of_list(const RuleInput& input, std::vector<ListedPair> pairs) {
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const ListedPair& a, const ListedPair& b) { return a.source < b.source; });
    Rule rule;
    rule.expected_synapses =
        static_cast<double>(pairs.size()) * static_cast<double>(input.multiplicity);
    const auto shared = std::make_shared<const std::vector<ListedPair>>(std::move(pairs));
    rule.edges = [input, shared](const BlockOfTargets& block, Edges& edges) {
        for (auto pair = shared->begin(); pair != shared->end();) {
            SourceRow row(input, pair->source, edges);
            for (const auto first = pair; pair != shared->end() && pair->source == first->source;
                 ++pair)
                if (block.targets.contains(pair->target)) row.add(pair->target, pair->origin);
        }
    };
    return rule;
}

}  // namespace brian
