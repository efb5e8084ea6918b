#include "base/format.h"
#include "components/connections/rules.h"
#include "components/connections/source_row.h"
#include "components/fields.h"

namespace brian {

/// Source i to target i.
Rule connect_one_to_one(const RuleInput& input) {
    if (input.n_sources != input.n_targets)
        refuse(*input.connect,
               format("one_to_one needs as many sources as targets, but "
                      "there are {} and {}",
                      input.n_sources, input.n_targets),
               "connect subgroups of one size, or use another rule");
    const auto edges_onto = [input](const BlockOfTargets& block, Edges& edges) {
        for (std::uint32_t j = block.targets.begin; j < block.targets.end; ++j)
            SourceRow(input, j, edges).add(j);
    };
    const double n = input.n_sources * static_cast<double>(input.multiplicity);
    return {.edges = edges_onto, .columns = {}, .expected_synapses = n};
}

}  // namespace brian
