#pragma once

#include <cstdint>
#include <vector>

#include "base/index_range.h"
#include "kernels/kernel.h"

namespace brian {

struct SynapseBlock;

/// Part of a neuron's synapses that share one delay.
struct Segment {
    std::uint32_t delay = 0;  ///< steps
    std::uint32_t begin = 0;  ///< first place; the segment ends where the next one begins
};

/// The synapses of a block that each neuron of one end reaches, in the order of their delivery.
struct Fan {
    std::vector<std::uint32_t> begin;  ///< n_neurons + 1: the first place of each neuron
    std::vector<std::uint32_t>
        synapses;  ///< the synapse in each place; empty when place e is synapse e, or with a stride
    /// Where every source reaches all targets, in their order, the k-th synapse of a target is that
    /// of source k, `stride` behind the one before, and is not listed. 0: it is.
    std::uint32_t stride = 0;
    std::uint32_t first_target = 0;      ///< that of synapse 0, with a stride
    std::vector<std::uint16_t> sources;  ///< row of the source in each place, where code needs it
    std::vector<std::uint32_t> wide_sources;   ///< in place of `sources` where 16 bits do not serve
    std::vector<std::uint32_t> segment_begin;  ///< n_neurons + 1, only with unequal delays
    std::vector<Segment> segments;  ///< delays descending within a neuron, plus one at the end
    std::vector<std::uint32_t>
        delays;  ///< the distinct delays, descending; empty: the pathway's one delay

    /// Whether the synapses of a neuron follow each other in memory, so that they are a row.
    [[nodiscard]] bool in_place() const { return synapses.empty() && stride == 0; }
    /// Places of a neuron's synapses that have this delay (any, when all share one).
    [[nodiscard]] IndexRange places(std::uint32_t neuron, std::uint32_t delay) const;
    /// The synapse in a place, which is one of the neuron's.
    [[nodiscard]] std::uint32_t synapse_in(std::uint32_t neuron, std::uint32_t place) const;
    [[nodiscard]] bool knows_sources() const {
        return stride > 0 || !sources.empty() || !wide_sources.empty();
    }
    /// The sources from a place on; nothing when they are not known.
    [[nodiscard]] IndexArray sources_from(std::uint32_t place) const;
};

/// The block's synapses by source or by target neuron, in creation order, as a list of its own.
[[nodiscard]] Fan fan_of_sources(const SynapseBlock& block);
[[nodiscard]] Fan fan_of_targets(const SynapseBlock& block);

/// Lists what a stride says.
void write_out(Fan& fan);

/// Notes the source in each place of a list, for code that reads it.
void note_sources(Fan& fan, const SynapseBlock& block);

/// Orders the list of one pathway, which has delays of its own, by descending delay within each
/// neuron. `steps` by synapse.
void set_delays(Fan& fan, const std::vector<std::uint32_t>& steps);

}  // namespace brian
