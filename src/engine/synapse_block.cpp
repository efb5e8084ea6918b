#include "engine/synapse_block.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace brian {
namespace {

/// Where the part of each key begins when there is one after the other; the total at the end.
void count_rows(const std::vector<std::uint32_t>& keys, std::vector<std::uint32_t>& begin) {
    for (const std::uint32_t key : keys) ++begin[key + 1];
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
}

/// Stable counting sort: the positions of `keys` in ascending order of key, taken in the order
/// `positions`. On return `begin` holds where each key's part begins, with the total at its end.
std::vector<std::uint32_t> sorted_by(const std::vector<std::uint32_t>& keys,
                                     const std::vector<std::uint32_t>& positions,
                                     std::vector<std::uint32_t>& begin) {
    count_rows(keys, begin);
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

/// The neuron of each place of a fan.
std::vector<std::uint32_t> neurons_of(const Fan& fan) {
    std::vector<std::uint32_t> neurons(fan.begin.back());
    for (std::uint32_t i = 0; i + 1 < fan.begin.size(); ++i)
        std::fill(neurons.begin() + fan.begin[i], neurons.begin() + fan.begin[i + 1], i);
    return neurons;
}

/// Places by neuron and, within a neuron, by descending delay; stable. Writes the distinct delays.
std::vector<std::uint32_t> delay_order(Fan& fan, const std::vector<std::uint32_t>& steps) {
    const std::uint32_t longest = *std::max_element(steps.begin(), steps.end());
    std::vector<std::uint32_t> lead(steps.size());  // so that ascending means descending delay
    std::transform(steps.begin(), steps.end(), lead.begin(),
                   [longest](std::uint32_t delay) { return longest - delay; });
    std::vector<std::uint32_t> begin(std::size_t{longest} + 2, 0);
    const std::vector<std::uint32_t> by_delay = sorted_by(lead, as_they_are(steps.size()), begin);
    for (std::uint32_t key = 0; key <= longest; ++key)
        if (begin[key] != begin[key + 1]) fan.delays.push_back(longest - key);
    std::vector<std::uint32_t> rows(fan.begin.size(), 0);
    return sorted_by(neurons_of(fan), by_delay, rows);
}

/// Cuts the neurons' parts into segments of equal delay; `steps` in the order of the places.
void build_segments(Fan& fan, const std::vector<std::uint32_t>& steps) {
    for (std::size_t i = 0; i + 1 < fan.begin.size(); ++i) {
        fan.segment_begin.push_back(static_cast<std::uint32_t>(fan.segments.size()));
        for (std::uint32_t e = fan.begin[i]; e < fan.begin[i + 1]; ++e)
            if (e == fan.begin[i] || steps[e] != steps[e - 1])
                fan.segments.push_back({steps[e], e});
    }
    fan.segment_begin.push_back(static_cast<std::uint32_t>(fan.segments.size()));
    fan.segments.push_back({0, static_cast<std::uint32_t>(steps.size())});
}

/// Orders the places by delay within each neuron; returns where each came from. `steps` in the
/// order of the places.
std::vector<std::uint32_t> order_by_delay(Fan& fan, std::vector<std::uint32_t> steps) {
    fan.delays.clear();
    fan.segments.clear();
    fan.segment_begin.clear();
    std::vector<std::uint32_t> order = delay_order(fan, steps);
    reorder(steps, order);
    build_segments(fan, steps);
    return order;
}

constexpr std::size_t most_narrow = 65536;  // targets that 16 bits can tell apart

/// Targets of the block: edge e becomes the synapse place_of(e), which is called once for each, in
/// their order.
template <class PlaceOf>
void set_targets(SynapseBlock& block, const Edges& edges, const PlaceOf& place_of) {
    const std::uint32_t first = block.targets.begin;
    const std::size_t n = edges.size();
    if (block.targets.size() <= most_narrow) {
        block.post.resize(n);
        for (std::size_t e = 0; e < n; ++e)
            block.post[place_of(e)] = static_cast<std::uint16_t>(edges.target[e] - first);
    } else {
        block.wide_post.resize(n);
        for (std::size_t e = 0; e < n; ++e) block.wide_post[place_of(e)] = edges.target[e] - first;
    }
}

/// What `targets_count_from` says.
std::optional<std::uint32_t> count_from(const SynapseBlock& block) {
    // Rows of several delays are run in pieces.
    if (block.size() == 0 || !block.by_source.delays.empty()) return std::nullopt;
    const std::vector<std::uint32_t>& begin = block.by_source.begin;
    const std::uint32_t first = block.target(0);
    for (std::size_t i = 0; i + 1 < begin.size(); ++i)
        for (std::uint32_t e = begin[i]; e < begin[i + 1]; ++e)
            if (block.target(e) != first + e - begin[i]) return std::nullopt;
    return first;
}

/// Synapses of a row where all rows reach the same targets, each the one behind the one before; 0
/// where they do not.
std::uint32_t length_of_equal_rows(const SynapseBlock& block) {
    if (!block.targets_count_from) return 0;
    const std::vector<std::uint32_t>& begin = block.by_source.begin;
    const std::uint32_t length = begin[1];
    for (std::size_t i = 0; i + 1 < begin.size(); ++i)
        if (begin[i + 1] - begin[i] != length) return 0;
    return length;
}

/// Where the rows begin whose sources are listed in ascending order.
void begin_rows(const std::vector<std::uint32_t>& sources, std::vector<std::uint32_t>& begin) {
    std::uint32_t row = 0;
    for (std::uint32_t e = 0; e < sources.size(); ++e)
        for (; row <= sources[e]; ++row) begin[row] = e;
    std::fill(begin.begin() + row, begin.end(), static_cast<std::uint32_t>(sources.size()));
}

/// Numbers the synapses of listed pairs in the order of the list. Copies of a pair share its
/// position, and pairs that were passed over leave gaps, so the positions are ranked.
void number_by_origin(std::vector<SynapseBlock>& blocks) {
    struct Place {
        std::uint64_t origin = 0;
        std::uint32_t* number = nullptr;
    };
    std::vector<Place> places;
    for (SynapseBlock& block : blocks)
        for (std::size_t e = 0; e < block.origin.size(); ++e)
            places.push_back({block.origin[e], &block.number[e]});
    std::stable_sort(places.begin(), places.end(),
                     [](const Place& a, const Place& b) { return a.origin < b.origin; });
    std::uint32_t next = 0;
    for (const Place& place : places) *place.number = next++;
}

}  // namespace

IndexArray SynapseBlock::target_index() const {
    if (wide_post.empty()) return static_cast<const std::uint16_t*>(post.data());
    return static_cast<const std::uint32_t*>(wide_post.data());
}

void number_synapses(std::vector<SynapseBlock>& blocks) {
    const std::size_t n_rows = blocks.empty() ? 0 : blocks.front().by_source.begin.size() - 1;
    std::uint32_t next = 0;
    for (SynapseBlock& block : blocks) block.number.resize(block.size());
    for (std::size_t i = 0; i < n_rows; ++i)
        for (SynapseBlock& block : blocks)
            for (std::uint32_t e = block.by_source.begin[i]; e < block.by_source.begin[i + 1]; ++e)
                block.number[e] = next++;
    number_by_origin(blocks);
}

IndexRange Fan::places(std::uint32_t neuron, std::uint32_t delay) const {
    if (delays.empty()) return {begin[neuron], begin[neuron + 1]};
    const Segment* const first = segments.data() + segment_begin[neuron];
    const Segment* const last = segments.data() + segment_begin[neuron + 1];
    const Segment* const segment =
        std::lower_bound(first, last, delay, [](const Segment& candidate, std::uint32_t wanted) {
            return candidate.delay > wanted;  // descending
        });
    if (segment == last || segment->delay != delay) return {0, 0};
    return {segment->begin, (segment + 1)->begin};
}

std::uint32_t Fan::synapse_in(std::uint32_t neuron, std::uint32_t place) const {
    return stride == 0 ? synapses[place] : (place - begin[neuron]) * stride + neuron - first_target;
}

IndexArray Fan::sources_from(std::uint32_t place) const {
    if (!sources.empty()) return sources.data() + place;
    if (!wide_sources.empty()) return wide_sources.data() + place;
    return {};
}

Column* SynapseBlock::find(std::string_view variable) {
    for (StateTable* table : tables())
        if (Column* column = table->find(variable)) return column;
    return nullptr;
}

std::vector<Row> SynapseBlock::rows() const {
    const std::vector<std::uint32_t>& begin = by_source.begin;
    std::vector<Row> rows;
    for (std::uint32_t i = 0; i + 1 < begin.size(); ++i)
        if (begin[i] != begin[i + 1]) rows.push_back({i, begin[i], begin[i + 1]});
    return rows;
}

SynapseBlock make_block(IndexRange targets, std::uint32_t n_sources, const Edges& edges) {
    SynapseBlock block;
    block.targets = targets;
    block.by_source.begin.assign(std::size_t{n_sources} + 1, 0);
    block.origin = edges.origin;
    if (std::is_sorted(edges.source.begin(), edges.source.end())) {
        begin_rows(edges.source, block.by_source.begin);
        set_targets(block, edges, [](std::size_t e) { return e; });
    } else {
        count_rows(edges.source, block.by_source.begin);
        std::vector<std::uint32_t> next = block.by_source.begin;  // free place of each row
        std::vector<std::uint64_t> origin(edges.origin.size());
        set_targets(block, edges, [&](std::size_t e) {
            const std::uint32_t place = next[edges.source[e]]++;
            if (!origin.empty()) origin[place] = edges.origin[e];
            return place;
        });
        block.origin = std::move(origin);
    }
    block.targets_count_from = count_from(block);
    return block;
}

void note_sources(SynapseBlock& block) {
    block.pre = neurons_of(block.by_source);
}

void note_sources(Fan& fan, const SynapseBlock& block) {
    if (fan.stride > 0) return;
    const std::vector<std::uint32_t> rows = neurons_of(block.by_source);
    const bool narrow = block.by_source.begin.size() <= most_narrow + 1;
    fan.sources.resize(narrow ? rows.size() : 0);
    fan.wide_sources.resize(narrow ? 0 : rows.size());
    for (std::size_t place = 0; place < rows.size(); ++place) {
        const std::uint32_t row = rows[fan.synapses[place]];
        if (narrow)
            fan.sources[place] = static_cast<std::uint16_t>(row);
        else
            fan.wide_sources[place] = row;
    }
}

Fan fan_of_sources(const SynapseBlock& block) {
    Fan fan;
    fan.begin = block.by_source.begin;
    fan.synapses = as_they_are(block.size());
    return fan;
}

Fan fan_of_targets(const SynapseBlock& block) {
    Fan fan;
    fan.begin.assign(std::size_t{block.targets.size()} + 1, 0);
    fan.stride = length_of_equal_rows(block);
    if (fan.stride > 0) {
        fan.first_target = block.target(0);
        const auto n_rows = static_cast<std::uint32_t>(block.by_source.begin.size() - 1);
        for (std::uint32_t j = 0; j < block.targets.size(); ++j)
            fan.begin[j + 1] = fan.begin[j] + (j - fan.first_target < fan.stride ? n_rows : 0);
        return fan;
    }
    fan.synapses =
        sorted_by({block.post.begin(), block.post.end()}, as_they_are(block.size()), fan.begin);
    return fan;
}

void write_out(Fan& fan) {
    if (fan.stride == 0) return;
    for (std::uint32_t j = 0; j + 1 < fan.begin.size(); ++j)
        for (std::uint32_t place = fan.begin[j]; place < fan.begin[j + 1]; ++place)
            fan.synapses.push_back(fan.synapse_in(j, place));
    fan.stride = 0;
}

void set_delays(SynapseBlock& block, const std::vector<std::uint32_t>& steps) {
    if (steps.empty()) return;
    const std::vector<std::uint32_t> order = order_by_delay(block.by_source, steps);
    if (!block.post.empty()) reorder(block.post, order);
    if (!block.wide_post.empty()) reorder(block.wide_post, order);
    block.targets_count_from = count_from(block);
    if (!block.origin.empty()) reorder(block.origin, order);
    if (!block.number.empty()) reorder(block.number, order);
    for (Column& column : block.state.columns())
        if (!column.shared) reorder(column.values, order);
}

void set_delays(Fan& fan, const std::vector<std::uint32_t>& steps) {
    if (steps.empty()) return;
    write_out(fan);
    std::vector<std::uint32_t> in_order(steps.size());
    std::transform(fan.synapses.begin(), fan.synapses.end(), in_order.begin(),
                   [&steps](std::uint32_t synapse) { return steps[synapse]; });
    reorder(fan.synapses, order_by_delay(fan, std::move(in_order)));
}

}  // namespace brian
