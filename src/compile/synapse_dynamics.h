#pragma once

#include "compile/building.h"

namespace brian {

/// Checks dimensions and flags of the synaptic equations, each a catch boundary of its own, and
/// finds the event-driven ones; whether there was no mistake.
[[nodiscard]] bool check_synaptic_equations(Building& b);

/// Compiles and schedules what runs in every step: `constant over dt`, summed variables and
/// clock-driven equations.
void build_synaptic_dynamics(Building& b);

}  // namespace brian
