#pragma once

#include "compile/building.h"
#include "compile/pathways.h"

namespace brian {

/// Finds out how the variables of the synapses vary, into b.variations: the trace of a presynaptic
/// spike train is the same for all synapses of that neuron, and is kept once for it.
///
/// A variable is the same for all synapses of a source neuron when its initial value is, and when
/// it is written by pathways of the source alone that reach all synapses of the neuron at once,
/// from values that are the same in this sense; likewise for targets. What phases, operations or
/// other connections write, and what is computed in every step, has a value for each synapse.
void find_variations(Building& b, const std::vector<PathwayPlan>& plans);

/// "Apre: once for each source neuron"; nothing when all variables have a value for each synapse.
[[nodiscard]] std::string variations_text(const Building& b);

}  // namespace brian
