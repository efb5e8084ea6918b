#pragma once

#include "compile/model.h"
#include "components/monitors/make_monitor.h"

namespace brian {

/// What a monitor sees of a group, subgroup or stimulus.
[[nodiscard]] Watched watched(Model& model, const Selection& selection);

}  // namespace brian
