#pragma once

#include "compile/building.h"

namespace brian {

/// Declares the synaptic variable in which `multiplicity_index` numbers the synapses of one pair.
void define_multiplicity_index(const ConnectionSpec& spec, Equations& equations);

/// Fills it: 0, 1, 2 ... for the synapses from one source to one target, in creation order.
void number_copies(Building& b);

}  // namespace brian
