#include <memory>
#include <vector>

#include "base/format.h"
#include "components/connections/drawn_rows.h"
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

/// The rows of all sources, each ascending.
DrawnRows draw_all(const RuleInput& input, std::uint32_t n) {
    const math::StreamKey key = math::stream_key(input.seed, input.path);
    Sampler sampler(input.n_targets);
    DrawnRows drawn;
    drawn.reserve(std::size_t{n} * input.n_sources);
    std::vector<std::uint32_t> targets;
    for (std::uint32_t i = 0; i < input.n_sources; ++i) {
        const std::uint32_t excluded = SourceRow::excluded_target(input, i);
        math::SubStream stream(key, i, 0);
        targets = sampler.draw_ascending(n, available_targets(input, excluded), stream);
        for (std::uint32_t& j : targets)
            if (j >= excluded) ++j;
        drawn.add_row(targets);
    }
    return drawn;
}

}  // namespace

/// n different targets for each source, which do not depend on the blocks. All rows are drawn once,
/// when the first block is asked for, and every block picks its own targets.
Rule connect_out_degree(const RuleInput& input, const Value& argument) {
    const std::int64_t n = input.values.integer(argument, "the out_degree");
    check_enough_targets(input, argument, n);
    const auto edges_onto = [input, n, drawn = std::shared_ptr<DrawnRows>()](
                                const BlockOfTargets& block, Edges& edges) mutable {
        if (!drawn)
            drawn = std::make_shared<DrawnRows>(draw_all(input, static_cast<std::uint32_t>(n)));
        drawn->append(input, block, edges);
    };
    const double total = static_cast<double>(n) * static_cast<double>(input.multiplicity);
    return {.edges = edges_onto, .columns = {}, .expected_synapses = total * input.n_sources};
}

}  // namespace brian
