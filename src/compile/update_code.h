#pragma once

#include "compile/neuron_groups.h"

namespace brian {

/// Compiles `update` and schedules it in slot groups, after the differential equations
/// (b1:brian/stateupdater.py, FunStateUpdater).
void build_update_code(Model& model, DeclaredGroup& declared);

}  // namespace brian
