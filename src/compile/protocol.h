#pragma once

#include "compile/model.h"

namespace brian {

/// Reads `run.dt`, and the times of `run.duration` or of the phases of `run.protocol`: how long the
/// run is, and whether it ends.
void read_run(Model& model);

/// Gives the phases what they change and what they go on until, once all objects are there.
void build_protocol(Model& model);

}  // namespace brian
