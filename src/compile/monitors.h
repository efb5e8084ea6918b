#pragma once

#include "compile/model.h"

namespace brian {

/// Makes one monitor and schedules it.
void build_monitor(Model& model, const MonitorSpec& spec);

}  // namespace brian
