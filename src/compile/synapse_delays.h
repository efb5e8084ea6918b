#pragma once

#include "compile/building.h"

namespace brian {

/// What a pathway says of its delays.
struct DelayOrder {
    const Value* delay = nullptr;        ///< nothing: none
    std::string path;                    ///< "connections.S.delay"
    const RuleColumn* column = nullptr;  ///< delays of the rule's data, when `delay` says nothing
};

/// Gives every synapse its delay; returns the common one [steps] where all share it. `assign` is
/// called for each block with the steps of its synapses where they differ.
[[nodiscard]] std::int64_t read_delays(
    Building& b, const DelayOrder& order,
    const std::function<void(std::size_t block, const std::vector<std::uint32_t>& steps)>& assign);

}  // namespace brian
