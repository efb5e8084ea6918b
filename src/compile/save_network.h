#pragma once

#include <vector>

#include "compile/building.h"
#include "compile/pathways.h"

/// What `output.network` saves: pieces that hand themselves over when the results file is open
/// (CompiledModel::saved). Nothing is copied before that.
namespace brian {

/// All groups, with their parameters and the initial values of their variables, and all stimuli
/// that are sources of spikes.
void save_populations(Model& model);

/// The synapses of a connection, with their variables as `initial` has set them and their delays.
/// To be called when the blocks are in their final order.
void save_connection(Building& b, const std::vector<PathwayPlan>& plans);

}  // namespace brian
