#pragma once

#include "compile/model.h"
#include "components/monitors/make_monitor.h"

namespace brian {

/// What a monitor sees of a connection: its synapses, numbered as they lie in the blocks.
[[nodiscard]] Watched watched(Model& model, const Ends& ends);

/// The connection of that name; nullptr when there is none. Gives up when it failed.
[[nodiscard]] const Ends* watched_connection(const Model& model, const SourceSpan& reference);

}  // namespace brian
