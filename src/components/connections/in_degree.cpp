#include <algorithm>
#include <numeric>
#include <vector>

#include "base/format.h"
#include "components/connections/rules.h"
#include "components/connections/sample.h"
#include "components/connections/source_row.h"
#include "components/fields.h"

namespace brian {

namespace {

/// For each target the source that is the same neuron and must not be drawn, or
/// SpikeView::outside.
std::vector<std::uint32_t> excluded_sources(const RuleInput& input) {
    std::vector<std::uint32_t> excluded(input.n_targets, SpikeView::outside);
    for (std::uint32_t i = 0; i < input.n_sources; ++i) {
        const std::uint32_t j = SourceRow::excluded_target(input, i);
        if (j != SpikeView::outside) excluded[j] = i;
    }
    return excluded;
}

void check_enough_sources(const RuleInput& input, const Value& argument, std::int64_t n,
                          const std::vector<std::uint32_t>& excluded) {
    const bool some_excluded = std::any_of(excluded.begin(), excluded.end(),
                                           [](std::uint32_t i) { return i != SpikeView::outside; });
    const std::int64_t available = std::int64_t{input.n_sources} - (some_excluded ? 1 : 0);
    if (n <= available) return;
    refuse(argument,
           format("each target wants {} different sources, but there are {}", n, available),
           "choose a smaller in_degree; `multiplicity` makes several synapses of "
           "a pair");
}

/// n sources for each target of a block, target after target.
std::vector<std::uint32_t> draw_sources(const RuleInput& input, std::uint32_t n, IndexRange targets,
                                        const std::vector<std::uint32_t>& excluded) {
    const math::StreamKey key = math::stream_key(input.seed, input.path);
    Sampler sampler(input.n_sources);
    std::vector<std::uint32_t> sources;
    sources.reserve(n * targets.size());
    for (std::uint32_t j = targets.begin; j < targets.end; ++j) {
        const bool one_less = excluded[j] != SpikeView::outside;
        math::SubStream stream(key, j, 0);
        for (const std::uint32_t drawn :
             sampler.draw(n, input.n_sources - (one_less ? 1 : 0), stream))
            sources.push_back(drawn >= excluded[j] ? drawn + 1 : drawn);
    }
    return sources;
}

/// Source by source, by counting: the targets of source i are [begin[i], begin[i+1]), ascending.
struct Rows {
    std::vector<std::size_t> begin;
    std::vector<std::uint32_t> targets;
};
Rows sort_by_source(const std::vector<std::uint32_t>& sources, std::uint32_t n_sources,
                    std::uint32_t n_per_target, IndexRange targets) {
    Rows rows{std::vector<std::size_t>(n_sources + std::size_t{1}, 0),
              std::vector<std::uint32_t>(sources.size())};
    for (const std::uint32_t i : sources) ++rows.begin[i + std::size_t{1}];
    std::partial_sum(rows.begin.begin(), rows.begin.end(), rows.begin.begin());
    std::vector<std::size_t> next = rows.begin;
    for (std::size_t k = 0; k < sources.size(); ++k)
        rows.targets[next[sources[k]]++] =
            targets.begin + static_cast<std::uint32_t>(k / n_per_target);
    return rows;
}

}  // namespace

/// n different sources for each target. Drawn target by target, whatever the blocks.
Rule connect_in_degree(const RuleInput& input, const Value& argument) {
    const std::int64_t wanted = input.values.integer(argument, "the in_degree");
    const std::vector<std::uint32_t> excluded = excluded_sources(input);
    check_enough_sources(input, argument, wanted, excluded);
    const auto n = static_cast<std::uint32_t>(wanted);

    const auto edges_onto = [input, excluded, n](const BlockOfTargets& block, Edges& edges) {
        const Rows rows = sort_by_source(draw_sources(input, n, block.targets, excluded),
                                         input.n_sources, n, block.targets);
        for (std::uint32_t i = 0; i < input.n_sources; ++i) {
            SourceRow row(input, i, edges);
            for (std::size_t k = rows.begin[i]; k < rows.begin[i + 1]; ++k)
                row.add(rows.targets[k]);
        }
    };
    const double total = n * static_cast<double>(input.multiplicity);
    return {.edges = edges_onto,
            .columns = {},
            .expected_synapses = total * input.n_targets,
            .at_once = true};
}

}  // namespace brian
