#pragma once

#include <cstdint>
#include <vector>

#include "base/index_range.h"

namespace brian {

/// Part of a neuron's synapses that share one delay.
struct Segment {
    std::uint32_t delay = 0;  ///< steps
    std::uint32_t begin = 0;  ///< first place; the segment ends where the next one begins
};

/// The synapses of a block that each neuron of one end reaches, in the order of their delivery.
struct Fan {
    std::vector<std::uint32_t> begin;  ///< n_neurons + 1: the first place of each neuron
    std::vector<std::uint32_t>
        synapses;  ///< the synapse in each place; empty when place e is synapse e
    std::vector<std::uint32_t> segment_begin;  ///< n_neurons + 1, only with unequal delays
    std::vector<Segment> segments;  ///< delays descending within a neuron, plus one at the end
    std::vector<std::uint32_t>
        delays;  ///< the distinct delays, descending; empty: the pathway's one delay

    /// Whether the synapses of a neuron follow each other in memory, so that they are a row.
    [[nodiscard]] bool in_place() const { return synapses.empty(); }
    /// Places of a neuron's synapses that have this delay (any, when all share one).
    [[nodiscard]] IndexRange places(std::uint32_t neuron, std::uint32_t delay) const;
};

}  // namespace brian
