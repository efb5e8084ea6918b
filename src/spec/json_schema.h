#pragma once

#include <string>

#include "spec/field_schema.h"

namespace brian {

/// JSON Schema, draft-07, of the whole model file.
[[nodiscard]] std::string json_schema(const FieldSchema& root);

/// The reference of every key as Markdown (schemas/README.md).
[[nodiscard]] std::string reference(const FieldSchema& root);

}  // namespace brian
