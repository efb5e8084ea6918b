#include <vector>

#include "base/format.h"
#include "base/number.h"
#include "components/connections/expected.h"
#include "components/connections/rules.h"
#include "components/connections/source_row.h"
#include "components/fields.h"
#include "math/random.h"
#include "math/variates.h"

namespace brian {

namespace {

bool is_probability(double p) {
    return p >= 0.0 && p <= 1.0;
}

constexpr const char* remedy = "probabilities lie between 0 and 1; clip(p, 0, 1) keeps them there";

/// The same probability for all pairs: from one synapse of a row to the next by geometric gaps.
BlockRule with_one_probability(const RuleInput& input, double p) {
    return [input, p](const BlockOfTargets& block, Edges& edges) {
        if (p == 0.0) return;
        const math::StreamKey key = math::stream_key(input.seed, input.path);
        for (std::uint32_t i = 0; i < input.n_sources; ++i) {
            SourceRow row(input, i, edges);
            math::SubStream stream(key, i, block.number);
            std::uint64_t j = block.targets.begin;
            while ((j += math::geometric_gap(p, stream, block.targets.size())) < block.targets.end)
                row.add(static_cast<std::uint32_t>(j++));
        }
    };
}

/// A probability for each pair: one uniform deviate a pair, whatever the blocks.
BlockRule with_expression(const RuleInput& input, const Value& argument,
                          const PairExpression& probability) {
    return [input, argument, probability](const BlockOfTargets& block, Edges& edges) {
        const math::StreamKey key = math::stream_key(input.seed, input.path);
        std::vector<double> p;
        std::vector<double> u(block.targets.size());
        for (std::uint32_t i = 0; i < input.n_sources; ++i) {
            SourceRow row(input, i, edges);
            probability(i, block.targets, p);
            math::fill_uniform(key, i, block.targets.begin, u.data(), u.size());
            for (std::uint32_t k = 0; k < u.size(); ++k) {
                const std::uint32_t j = block.targets.begin + k;
                if (!is_probability(p[k]))
                    refuse(argument,
                           format("the probability of the pair [{}, {}] is {}", i, j,
                                  print_number(p[k])),
                           remedy);
                if (u[k] < p[k]) row.add(j);
            }
        }
    };
}

}  // namespace

/// Each pair on its own with a probability.
Rule connect_probability(const RuleInput& input, const Value& argument) {
    Rule rule;
    if (!input.values.is_constant(argument)) {
        const PairExpression each = input.pairs(argument, RuleInput::Pairs::Number);
        rule.edges = with_expression(input, argument, each);
        rule.expected_synapses = expected_synapses(input, each);
        return rule;
    }
    const double p = input.values.quantity(argument, Dimension(), "the probability");
    if (!is_probability(p))
        refuse(argument, format("{} is no probability", print_number(p)), remedy);
    rule.edges = with_one_probability(input, p);
    rule.expected_synapses = expected_synapses(input, p);
    return rule;
}

}  // namespace brian
