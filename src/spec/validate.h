#pragma once

#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "spec/field_schema.h"
#include "spec/value.h"

namespace brian {

/// Compares a value with its schema: unknown keys (with the nearest known one), missing keys, wrong
/// shapes ("expected a list of numbers, found the number 5"), choices, integers, booleans
/// (yes/no/on/off get a hint), options without their rule. Collects every mistake.
void validate(const Value& value, const FieldSchema& schema, Diagnostics& diagnostics);

/// The fields that a map of that schema may have: its own, and those of the variant that its `type`
/// names.
[[nodiscard]] std::vector<const FieldSchema*> fields_of(const Value& map,
                                                        const FieldSchema& schema);

}  // namespace brian
