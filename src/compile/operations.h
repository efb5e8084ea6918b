#pragma once

#include "compile/model.h"

namespace brian {

/// Checks and compiles the code of one operation and schedules it (b2:brian2/groups/group.py:
/// run_regularly, run_at, run_on_event; b1:brian/network.py: network_operation).
void build_operation(Model& model, const OperationSpec& spec);

}  // namespace brian
