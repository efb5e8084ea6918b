#pragma once

#include "compile/building.h"

namespace brian {

/// Checks a `(summed)` equation: its name means a parameter of the neurons at one end, of the same
/// dimension.
void check_summed(const Building& b, const Equation& equation);

/// Compiles and schedules the sum: in every step, before the state of the summing neurons advances,
/// their variable is set to zero and every connection that sums into it adds, in the order of the
/// file (b2:brian2/synapses/synapses.py allows one connection only).
void build_summed(Building& b, const Equation& equation);

}  // namespace brian
