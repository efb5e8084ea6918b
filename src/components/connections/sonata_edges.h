#pragma once

#include <optional>

#include "components/connections/rule.h"

namespace brian {

/// The synapses of a group of SONATA edges in an HDF5 file, as `output.network` and other programs
/// write them, in their order, with a column for each attribute (delay, syn_weight, variables).
/// Without a dataset in the request it is the group /edges/NAME of the connection. Nothing when the
/// request means something else; throws ModelError.
[[nodiscard]] std::optional<Rule> connect_sonata_edges(const RuleInput& input, DataRequest request);

}  // namespace brian
