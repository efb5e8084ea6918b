#pragma once

#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "spec/field_schema.h"
#include "spec/value.h"
#include "yaml/read_network.h"

namespace brian {

/// Changes the tree of a model as the user asks on the command line, one override after the other.
/// A path has keys joined by dots and [n] for items of lists: groups.P.size,
/// run.protocol[1].set.P.I. Set needs a path that exists or whose last keys the schema knows
/// (run.seed); Add makes a new key, or appends to a list; Unset removes. Values keep the place
/// "--set PATH". Errors name the nearest path that exists.
void apply_overrides(Value& root, const std::vector<Override>& overrides, const FieldSchema& schema,
                     Diagnostics& diagnostics);

/// Whether Set takes that path.
[[nodiscard]] bool can_be_set(Value& root, const FieldSchema& schema, std::string_view path);

}  // namespace brian
