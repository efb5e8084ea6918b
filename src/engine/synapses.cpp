#include "engine/synapses.h"

#include <algorithm>
#include <numeric>

#include "base/format.h"

namespace brian {
namespace {

/// The spikes that the view had in `step`, in its own numbers; `scratch` holds them if need be.
std::span<const std::uint32_t> spikes_of(const SpikeView& view, std::int64_t step,
                                         std::vector<std::uint32_t>& scratch) {
    const std::span<const std::uint32_t> all = view.buffer->at(step);
    const bool numbers_agree = view.local.empty() && view.range.begin == 0;
    if (all.empty() || (numbers_agree && all.back() < view.range.end)) return all;
    scratch.clear();
    view.collect(step, scratch);
    return scratch;
}

void append_rows(const SynapseBlock& block, std::span<const std::uint32_t> spikes,
                 std::vector<Row>& rows) {
    for (const std::uint32_t source : spikes) {
        const std::uint32_t begin = block.row_begin[source];
        const std::uint32_t end = block.row_begin[source + 1];
        if (begin != end) rows.push_back({source, begin, end});
    }
}

/// Appends that part of each spiking source's row which has this delay.
void append_segments(const SynapseBlock& block, std::uint32_t delay,
                     std::span<const std::uint32_t> spikes, std::vector<Row>& rows) {
    for (const std::uint32_t source : spikes) {
        const Segment* const first = block.segments.data() + block.segment_begin[source];
        const Segment* const last = block.segments.data() + block.segment_begin[source + 1];
        const Segment* const segment = std::lower_bound(
            first, last, delay, [](const Segment& candidate, std::uint32_t wanted) {
                return candidate.delay > wanted;  // descending
            });
        if (segment != last && segment->delay == delay)
            rows.push_back({source, segment->begin, (segment + 1)->begin});
    }
}

}  // namespace

std::uint64_t Synapses::size() const {
    return std::accumulate(
        blocks.begin(), blocks.end(), std::uint64_t{0},
        [](std::uint64_t sum, const SynapseBlock& block) { return sum + block.size(); });
}

std::int64_t Synapses::longest_delay(const Pathway& pathway) const {
    std::int64_t longest = 0;
    for (const SynapseBlock& block : blocks)
        longest = std::max(
            longest, block.delays.empty() ? pathway.delay : std::int64_t{block.delays.front()});
    return longest;
}

void Synapses::deliver(Pathway& pathway) {
    if (pathway.sequence == Pathway::Sequence::SpikeBySpike) {
        deliver_spike_by_spike(pathway);
        return;
    }
    const auto due = spikes_of(pathway.source, clock->step() - pathway.delay, spikes_);
    for (std::size_t b = 0; b < blocks.size(); ++b)
        if (pathway.routines[b]) deliver_block(pathway, b, due);
}

void Synapses::deliver_block(Pathway& pathway, std::size_t b, std::span<const std::uint32_t> due) {
    const SynapseBlock& block = blocks[b];
    rows_.clear();
    if (block.delays.empty()) append_rows(block, due, rows_);
    // Longest delay first: what was sent first is delivered first.
    for (const std::uint32_t delay : block.delays)
        append_segments(block, delay, spikes_of(pathway.source, clock->step() - delay, delayed_),
                        rows_);
    pathway.routines[b].run_rows(rows_);
}

void Synapses::deliver_spike_by_spike(Pathway& pathway) {
    for (std::int64_t delay = longest_delay(pathway); delay >= 0; --delay)
        for (const std::uint32_t source : spikes_of(pathway.source, clock->step() - delay, spikes_))
            for (std::size_t b = 0; b < blocks.size(); ++b) {
                if (!pathway.routines[b]) continue;
                rows_.clear();
                if (!blocks[b].delays.empty())
                    append_segments(blocks[b], static_cast<std::uint32_t>(delay), {&source, 1},
                                    rows_);
                else if (delay == pathway.delay)
                    append_rows(blocks[b], {&source, 1}, rows_);
                pathway.routines[b].run_rows(rows_);
            }
}

void Synapses::list_state(StateList& items) {
    for (std::size_t b = 0; b < blocks.size(); ++b)
        for (Column& column : blocks[b].state.columns())
            if (!column.constant)
                items.push_back({format("connections.{}.{}.{}", name, column.name, b),
                                 std::span<double>(column.values)});
}

}  // namespace brian
