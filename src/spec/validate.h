#pragma once

#include "base/diagnostics.h"
#include "spec/field_schema.h"
#include "spec/value.h"

namespace brian {

/// Compares a value with its schema: unknown keys (with the nearest known one), missing keys, wrong
/// shapes
/// ("expected a list of indices, found a number"), choices, integers, booleans (yes/no/on/off get a
/// hint). Collects every mistake.
void validate(const Value& value, const FieldSchema& schema, Diagnostics& diagnostics);

}  // namespace brian
