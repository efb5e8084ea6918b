#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/clock.h"
#include "engine/routine.h"
#include "engine/spike_buffer.h"
#include "engine/state.h"

namespace brian {

/// Synapses as a rule makes them: pairs in any order of sources, in creation order within a source.
struct Edges {
    std::vector<std::uint32_t> source;  ///< number within the source (sub)group
    std::vector<std::uint32_t> target;  ///< neuron of the whole target group
    std::vector<std::uint64_t>
        origin;  ///< position in the user's list (pairs, file); empty for other rules
    [[nodiscard]] std::size_t size() const { return source.size(); }
};

/// Part of a row whose synapses share one delay.
struct Segment {
    std::uint32_t delay = 0;  ///< steps
    std::uint32_t begin = 0;  ///< first synapse; the segment ends where the next one begins
};

/// All synapses onto one target block, compressed by source: a worker owns it with the block's
/// neurons.
struct SynapseBlock {
    IndexRange targets;       ///< neurons of the target group
    std::uint64_t first = 0;  ///< number of the block's first synapse within the connection
    std::vector<std::uint32_t> row_begin;      ///< n_sources + 1
    std::vector<std::uint16_t> post;           ///< target neuron - targets.begin
    std::vector<std::uint64_t> origin;         ///< only while the connection is built
    std::vector<std::uint32_t> segment_begin;  ///< n_sources + 1, only with unequal delays
    std::vector<Segment> segments;  ///< delays descending within a row, plus one at the end
    std::vector<std::uint32_t>
        delays;        ///< the distinct delays, descending; empty: the connection's one delay
    StateTable state;  ///< synaptic variables

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(post.size()); }
    [[nodiscard]] std::vector<Row> rows() const;  ///< all non-empty rows
};

/// Sorts edges by source (stable) into a block. All targets must lie in `targets`.
[[nodiscard]] SynapseBlock make_block(IndexRange targets, std::uint32_t n_sources, Edges edges);

/// Gives each synapse its delay in steps: reorders every row by descending delay (stable, so that
/// spikes arriving together are delivered in order of emission) with all columns, and builds the
/// segments.
void set_delays(SynapseBlock& block, const std::vector<std::uint32_t>& steps);

/// Code that runs for the synapses of neurons that have spiked, some steps later.
struct Pathway {
    std::string name;
    SpikeView source;
    std::int64_t delay = 0;         ///< steps, when all synapses share it
    std::vector<Routine> routines;  ///< one a block; an empty Routine for an empty block
    /// Whether blocks are independent, or the code reads what it writes through another block
    /// (x_pre of the group that it writes) and every spike must be finished before the next.
    enum class Sequence { BlockByBlock, SpikeBySpike };
    Sequence sequence = Sequence::BlockByBlock;
};

/// The synapses of one connection.
struct Synapses {
    std::string name;
    std::uint32_t n_sources = 0;
    Clock* clock = nullptr;
    std::vector<SynapseBlock> blocks;
    std::vector<Pathway> pathways;

    [[nodiscard]] std::uint64_t size() const;
    /// Largest delay in steps, for the source's SpikeBuffer.
    [[nodiscard]] std::int64_t longest_delay(const Pathway& pathway) const;
    /// Delivers what is due in the clock's step: spikes of step k - delay, oldest first, sources
    /// ascending.
    void deliver(Pathway& pathway);
    void list_state(StateList& items);

  private:
    void deliver_block(Pathway& pathway, std::size_t block, std::span<const std::uint32_t> due);
    void deliver_spike_by_spike(Pathway& pathway);
    std::vector<Row> rows_;               // scratch
    std::vector<std::uint32_t> spikes_;   // scratch
    std::vector<std::uint32_t> delayed_;  // scratch
};

}  // namespace brian
