#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/synapses.h"

namespace brian {
namespace {

/// Stable counting sort: the positions of `keys` in ascending order of key, taken in the order
/// `positions`. On return `begin` holds where each key's part begins, with the total at its end.
std::vector<std::uint32_t> sorted_by(const std::vector<std::uint32_t>& keys,
                                     const std::vector<std::uint32_t>& positions,
                                     std::vector<std::uint32_t>& begin) {
    for (const std::uint32_t key : keys) ++begin[key + 1];
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    std::vector<std::uint32_t> next = begin;
    std::vector<std::uint32_t> order(positions.size());
    for (const std::uint32_t position : positions) order[next[keys[position]]++] = position;
    return order;
}

std::vector<std::uint32_t> as_they_are(std::size_t n) {
    std::vector<std::uint32_t> positions(n);
    std::iota(positions.begin(), positions.end(), 0U);
    return positions;
}

template <class Values>
void reorder(Values& values, const std::vector<std::uint32_t>& order) {
    Values sorted(values.size());
    for (std::size_t e = 0; e < order.size(); ++e) sorted[e] = values[order[e]];
    values.swap(sorted);
}

/// The source of each synapse.
std::vector<std::uint32_t> sources_of(const SynapseBlock& block) {
    std::vector<std::uint32_t> sources(block.size());
    for (std::uint32_t i = 0; i + 1 < block.row_begin.size(); ++i)
        std::fill(sources.begin() + block.row_begin[i], sources.begin() + block.row_begin[i + 1],
                  i);
    return sources;
}

/// Positions of the synapses by source and, within a source, by descending delay; stable. Writes
/// the distinct delays.
std::vector<std::uint32_t> delay_order(SynapseBlock& block,
                                       const std::vector<std::uint32_t>& steps) {
    const std::uint32_t longest = *std::max_element(steps.begin(), steps.end());
    std::vector<std::uint32_t> lead(steps.size());  // so that ascending means descending delay
    std::transform(steps.begin(), steps.end(), lead.begin(),
                   [longest](std::uint32_t delay) { return longest - delay; });
    std::vector<std::uint32_t> begin(std::size_t{longest} + 2, 0);
    const std::vector<std::uint32_t> by_delay = sorted_by(lead, as_they_are(steps.size()), begin);
    for (std::uint32_t key = 0; key <= longest; ++key)
        if (begin[key] != begin[key + 1]) block.delays.push_back(longest - key);
    std::vector<std::uint32_t> rows(block.row_begin.size(), 0);
    return sorted_by(sources_of(block), by_delay, rows);
}

/// Cuts the rows into parts of equal delay; `steps` in the order of the synapses.
void build_segments(SynapseBlock& block, const std::vector<std::uint32_t>& steps) {
    for (std::size_t i = 0; i + 1 < block.row_begin.size(); ++i) {
        block.segment_begin.push_back(static_cast<std::uint32_t>(block.segments.size()));
        for (std::uint32_t e = block.row_begin[i]; e < block.row_begin[i + 1]; ++e)
            if (e == block.row_begin[i] || steps[e] != steps[e - 1])
                block.segments.push_back({steps[e], e});
    }
    block.segment_begin.push_back(static_cast<std::uint32_t>(block.segments.size()));
    block.segments.push_back({0, block.size()});
}

}  // namespace

std::vector<Row> SynapseBlock::rows() const {
    std::vector<Row> rows;
    for (std::uint32_t i = 0; i + 1 < row_begin.size(); ++i)
        if (row_begin[i] != row_begin[i + 1]) rows.push_back({i, row_begin[i], row_begin[i + 1]});
    return rows;
}

SynapseBlock make_block(IndexRange targets, std::uint32_t n_sources, Edges edges) {
    SynapseBlock block;
    block.targets = targets;
    block.row_begin.assign(std::size_t{n_sources} + 1, 0);
    const std::vector<std::uint32_t> order =
        sorted_by(edges.source, as_they_are(edges.size()), block.row_begin);
    block.post.resize(order.size());
    for (std::size_t e = 0; e < order.size(); ++e)
        block.post[e] = static_cast<std::uint16_t>(edges.target[order[e]] - targets.begin);
    if (!edges.origin.empty()) {
        block.origin = std::move(edges.origin);
        reorder(block.origin, order);
    }
    return block;
}

void set_delays(SynapseBlock& block, const std::vector<std::uint32_t>& steps) {
    block.delays.clear();
    block.segments.clear();
    block.segment_begin.clear();
    if (steps.empty()) return;
    const std::vector<std::uint32_t> order = delay_order(block, steps);
    reorder(block.post, order);
    if (!block.origin.empty()) reorder(block.origin, order);
    for (Column& column : block.state.columns())
        if (!column.shared) reorder(column.values, order);
    std::vector<std::uint32_t> sorted_steps = steps;
    reorder(sorted_steps, order);
    build_segments(block, sorted_steps);
}

}  // namespace brian
