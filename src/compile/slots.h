#pragma once

#include "compile/model.h"

namespace brian {

/// Reads `run.schedule`, the order of the slots within a step.
void read_schedule(Model& model);

/// Steps by which what happens at `when` lags behind the spikes (or the custom events, which are
/// known one moment later): 1 when it comes before those of its own step are known, else 0; and the
/// buffer keeps them as long.
enum class Kept { Spikes, Events };
[[nodiscard]] std::int64_t lag_at(Model& model, const Moment& when, Kept kept, SpikeBuffer& buffer);

}  // namespace brian
