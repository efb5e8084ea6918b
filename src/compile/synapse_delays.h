#pragma once

#include "compile/building.h"

namespace brian {

/// What a pathway says of its delays.
struct DelayOrder {
    const Value* delay = nullptr;        ///< nothing: none
    std::string path;                    ///< "connections.S.delay"
    const RuleColumn* column = nullptr;  ///< delays of the rule's data, when `delay` says nothing
    const Clock* clock = nullptr;        ///< of the neurons that send the spikes
};

/// Delays in seconds: returns the common one where all synapses share it; where they differ, calls
/// `assign` for each block with those of its synapses.
[[nodiscard]] double read_delays(
    Building& b, const DelayOrder& order,
    const std::function<void(std::size_t block, std::vector<double> delays)>& assign);

}  // namespace brian
