#pragma once

#include "spec/value.h"

namespace brian {

/// Lays a map over another one, key by key: maps are merged, everything else is replaced, new keys
/// are added. Paths are left to the caller (set_paths()).
void lay_over(Value& base, Value overlay);

}  // namespace brian
