#include <algorithm>
#include <vector>

#include "base/format.h"
#include "components/connections/rules.h"
#include "components/connections/sample.h"
#include "components/connections/source_row.h"
#include "components/fields.h"

namespace brian {

namespace {

std::uint32_t available_targets(const RuleInput& input, std::uint32_t excluded) {
    return input.n_targets - (excluded == SpikeView::outside ? 0U : 1U);
}

void check_enough_targets(const RuleInput& input, const Value& argument, std::int64_t n) {
    for (std::uint32_t i = 0; i < input.n_sources; ++i) {
        const std::uint32_t available =
            available_targets(input, SourceRow::excluded_target(input, i));
        if (n <= available) continue;
        refuse(argument,
               format("source {} wants {} different targets, but there are {}", i, n, available),
               "choose a smaller out_degree; `multiplicity` makes several "
               "synapses of a pair");
    }
}

}  // namespace

/// n different targets for each source. Every block draws the whole row and keeps its own part, so
/// that the targets do not depend on the blocks.
Rule connect_out_degree(const RuleInput& input, const Value& argument) {
    const std::int64_t n = input.values.integer(argument, "the out_degree");
    check_enough_targets(input, argument, n);

    const auto edges_onto = [input, n](const BlockOfTargets& block, Edges& edges) {
        const math::StreamKey key = math::stream_key(input.seed, input.path);
        Sampler sampler(input.n_targets);
        std::vector<std::uint32_t> kept;
        for (std::uint32_t i = 0; i < input.n_sources; ++i) {
            const std::uint32_t excluded = SourceRow::excluded_target(input, i);
            math::SubStream stream(key, i, 0);
            kept.clear();
            for (std::uint32_t j : sampler.draw(static_cast<std::uint32_t>(n),
                                                available_targets(input, excluded), stream)) {
                if (j >= excluded) ++j;
                if (block.targets.contains(j)) kept.push_back(j);
            }
            std::sort(kept.begin(), kept.end());
            SourceRow row(input, i, edges);
            for (const std::uint32_t j : kept) row.add(j);
        }
    };
    const double total = static_cast<double>(n) * static_cast<double>(input.multiplicity);
    return {.edges = edges_onto, .columns = {}, .expected_synapses = total * input.n_sources};
}

}  // namespace brian
