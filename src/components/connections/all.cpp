#include "components/connections/expected.h"
#include "components/connections/rules.h"
#include "components/connections/source_row.h"

namespace brian {

/// Every source to every target.
Rule connect_all(const RuleInput& input) {
    const auto edges_onto = [input](const BlockOfTargets& block, Edges& edges) {
        for (std::uint32_t i = 0; i < input.n_sources; ++i) {
            SourceRow row(input, i, edges);
            for (std::uint32_t j = block.targets.begin; j < block.targets.end; ++j) row.add(j);
        }
    };
    return {.edges = edges_onto,
            .columns = {},
            .expected_synapses = expected_synapses(input, 1.0),
            .at_once = true};
}

}  // namespace brian
