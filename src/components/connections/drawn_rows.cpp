#include "components/connections/drawn_rows.h"

#include <algorithm>

#include "components/connections/source_row.h"

namespace brian {

void DrawnRows::add_row(std::span<const std::uint32_t> partners) {
    ascending_ = ascending_ && std::is_sorted(partners.begin(), partners.end());
    partners_.insert(partners_.end(), partners.begin(), partners.end());
    begin_.push_back(partners_.size());
}

std::span<const std::uint32_t> DrawnRows::row(std::uint32_t number) const {
    return std::span(partners_).subspan(begin_[number], begin_[number + 1] - begin_[number]);
}

void DrawnRows::append(const RuleInput& input, const BlockOfTargets& block, Edges& edges) const {
    const IndexRange targets = block.targets;
    for (std::uint32_t i = 0; i < input.n_sources; ++i) {
        SourceRow synapses(input, i, edges);
        const std::span<const std::uint32_t> all = row(i);
        if (ascending_) {
            const auto first = std::lower_bound(all.begin(), all.end(), targets.begin);
            synapses.add(0, {first, std::lower_bound(first, all.end(), targets.end)});
            continue;
        }
        for (const std::uint32_t target : all)
            if (targets.contains(target)) synapses.add(target);
    }
}

}  // namespace brian
