#pragma once

#include <string>
#include <vector>

#include "spec/field_schema.h"
#include "spec/json.h"

/// Shapes in the words of JSON Schema.
namespace brian {

/// JSON types of the scalars, of the lists and maps, and of all that the schema admits.
[[nodiscard]] std::vector<std::string> scalar_types(const FieldSchema& schema);
[[nodiscard]] std::vector<std::string> structure_types(const FieldSchema& schema);
[[nodiscard]] std::vector<std::string> json_types(const FieldSchema& schema);

/// What scalars are held to beyond their types: {"enum": ...}, {"pattern": ...} or {}.
[[nodiscard]] Json scalar_constraints(const FieldSchema& schema);

/// Regular expression of the names that a user may give: Shape::Name, Reference or Text.
[[nodiscard]] std::string name_pattern(Shape form);

/// "a" of one, ["a", "b"] of several.
[[nodiscard]] Json one_or_more(const std::vector<std::string>& texts);

}  // namespace brian
