#include <vector>

#include "components/connections/expected.h"
#include "components/connections/rules.h"
#include "components/connections/source_row.h"

namespace brian {

/// Every pair that fulfils a condition.
Rule connect_condition(const RuleInput& input, const Value& argument) {
    const PairExpression condition = input.pairs(argument, RuleInput::Pairs::Condition);
    const auto edges_onto = [input, condition](const BlockOfTargets& block, Edges& edges) {
        std::vector<double> holds;
        for (std::uint32_t i = 0; i < input.n_sources; ++i) {
            SourceRow row(input, i, edges);
            condition(i, block.targets, holds);
            for (std::uint32_t k = 0; k < block.targets.size(); ++k)
                if (holds[k] != 0.0) row.add(block.targets.begin + k);
        }
    };
    return {.edges = edges_onto,
            .columns = {},
            .expected_synapses = expected_synapses(input, condition)};
}

}  // namespace brian
