#include <utility>
#include <vector>

#include "components/connections/expected.h"
#include "components/connections/pair_probability.h"
#include "components/connections/rules.h"
#include "components/connections/source_row.h"
#include "math/random.h"
#include "math/trials.h"

namespace brian {

namespace {

/// The same probability for all pairs: from one synapse of a row to the next by geometric gaps.
BlockRule with_one_probability(const RuleInput& input, double p) {
    return [input, p](const BlockOfTargets& block, Edges& edges) {
        if (p == 0.0) return;
        const math::StreamKey key = math::stream_key(input.seed, input.path);
        math::Trials trials(p, static_cast<std::uint32_t>(block.targets.size()));
        for (std::uint32_t i = 0; i < input.n_sources; ++i)
            SourceRow(input, i, edges)
                .add(block.targets.begin, trials.successes(key, i, block.number));
    };
}

/// A probability for each pair.
BlockRule with_expression(const RuleInput& input, PairProbability probability) {
    return [input, probability = std::move(probability)](const BlockOfTargets& block,
                                                         Edges& edges) mutable {
        std::vector<double> drawn;
        for (std::uint32_t i = 0; i < input.n_sources; ++i) {
            SourceRow row(input, i, edges);
            drawn.assign(block.targets.size(), 1.0);
            probability.thin(i, block, drawn);
            for (std::uint32_t k = 0; k < drawn.size(); ++k)
                if (drawn[k] != 0.0) row.add(block.targets.begin + k);
        }
    };
}

}  // namespace

/// Each pair on its own with a probability.
Rule connect_probability(const RuleInput& input, const Value& argument) {
    Rule rule;
    if (input.values.is_constant(argument)) {
        const double p = constant_probability(input, argument);
        rule.edges = with_one_probability(input, p);
        rule.expected_synapses = expected_synapses(input, p);
        rule.at_once = true;
        return rule;
    }
    const PairProbability probability(input, argument);
    rule.edges = with_expression(input, probability);
    rule.expected_synapses = probability.expected();
    return rule;
}

}  // namespace brian
