#pragma once

#include "compile/model.h"

namespace brian {

/// Draws the synapses of one connection, gives them delays and values, compiles and schedules their
/// code.
void build_connection(Model& model, const ConnectionSpec& spec);

/// All connections, those that stand at an end of others before them.
void build_connections(Model& model);

}  // namespace brian
