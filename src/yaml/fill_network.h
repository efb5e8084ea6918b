#pragma once

#include "spec/network_spec.h"
#include "spec/value.h"

namespace brian {

/// The tree of a model as a NetworkSpec. What has the wrong shape is left out: validate() reports
/// it.
[[nodiscard]] NetworkSpec fill_network(const Value& root);

}  // namespace brian
