#pragma once

#include <string>

#include "spec/value.h"

namespace brian {

/// The tree as JSON. Plain numbers, true, false and null are themselves; quantities, expressions
/// and all that is quoted are texts.
[[nodiscard]] std::string to_json(const Value& value);

}  // namespace brian
