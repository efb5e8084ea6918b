#pragma once

#include "components/integrators/integrator.h"

namespace brian {

/// The integrators, one function each: what to compute in a step. Each throws ModelError when the
/// method does not apply to the system.
#define INTEGRATOR(name, description) [[nodiscard]] Update name(const System& system);
#include "components/integrators/integrators.def"
#undef INTEGRATOR

}  // namespace brian
