#pragma once

#include <vector>

#include "base/diagnostics.h"
#include "spec/field_schema.h"
#include "spec/value.h"

/// The keys of a map: which are unknown, missing, or do not go together.
namespace brian {

struct KeyCheck {
    const Value& map;
    const FieldSchema& schema;
    const std::vector<const FieldSchema*>& fields;  ///< all that `map` may have
    const SourceSpan& name;                         ///< of the map, where missing keys are reported
};

void check_keys(const KeyCheck& check, Diagnostics& diagnostics);

/// The name that a user gave to something: of the wanted form, and not a boolean to other readers
/// of YAML.
void check_name(const Entry& entry, Shape form, Diagnostics& diagnostics);

/// The schema of {file: F.h5, dataset: /x} and {file: F.csv, column: x}.
[[nodiscard]] FieldSchema data_schema();

}  // namespace brian
