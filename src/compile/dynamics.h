#pragma once

#include "compile/neuron_groups.h"

namespace brian {

/// Checks dimensions and flags of a group's equations; collects every mistake and returns whether
/// there was none.
bool check_equations(Model& model, Population& population);

/// Chooses the integrator, writes and compiles the code of one step, and schedules it.
void build_update(Model& model, DeclaredGroup& declared);

}  // namespace brian
