#pragma once

#include "compile/neuron_groups.h"

namespace brian {

/// Gives every custom event of a group a buffer, so that connections, operations and monitors can
/// refer to it (Population::events).
void declare_events(Model& model, DeclaredGroup& declared);

/// Checks and compiles the conditions and schedules their tests, after the thresholds. A custom
/// event happens in refractory neurons as well (b2:brian2/groups/neurongroup.py).
void build_events(Model& model, DeclaredGroup& declared);

}  // namespace brian
