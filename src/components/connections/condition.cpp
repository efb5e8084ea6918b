#include <optional>
#include <vector>

#include "components/connections/expected.h"
#include "components/connections/pair_probability.h"
#include "components/connections/rules.h"
#include "components/connections/source_row.h"

namespace brian {

/// Every pair that fulfils a condition; with a `probability` beside it, each of those with it.
Rule connect_condition(const RuleInput& input, const Value& argument) {
    const PairExpression condition = input.pairs(argument, RuleInput::Pairs::Condition);
    Rule rule;
    rule.expected_synapses = expected_synapses(input, condition);
    std::optional<PairProbability> probability;
    if (const Value* p = input.connect->find("probability")) {
        probability.emplace(input, *p);
        const double share = probability->expected() / expected_synapses(input, 1.0);
        rule.expected_synapses *= input.n_sources == 0 || input.n_targets == 0 ? 0.0 : share;
    }
    rule.edges = [input, condition, probability](const BlockOfTargets& block,
                                                 Edges& edges) mutable {
        std::vector<double> holds;
        for (std::uint32_t i = 0; i < input.n_sources; ++i) {
            SourceRow row(input, i, edges);
            condition(i, block.targets, holds);
            if (probability) probability->thin(i, block, holds);
            for (std::uint32_t k = 0; k < block.targets.size(); ++k)
                if (holds[k] != 0.0) row.add(block.targets.begin + k);
        }
    };
    return rule;
}

}  // namespace brian
