#pragma once

#include <functional>
#include <vector>

#include "components/integrators/integrator.h"
#include "engine/clock.h"
#include "engine/state.h"

namespace brian {

/// Work that computes P and Q of every element (or the one shared set) from the slopes, all of them
/// columns of `state`; for steps of the clock as it is then.
[[nodiscard]] std::function<void()> propagation(StateTable& state,
                                                const std::vector<Propagator>& propagators,
                                                const Clock& clock);

}  // namespace brian
