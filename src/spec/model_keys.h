#pragma once

#include <vector>

#include "spec/field_schema.h"
#include "spec/model_schema.h"

/// The tables of model_schema, one function a section of the model file.
namespace brian {

[[nodiscard]] FieldSchema parameters_key();
[[nodiscard]] FieldSchema functions_key();
[[nodiscard]] FieldSchema templates_key(const ComponentSchemas& components);
[[nodiscard]] FieldSchema groups_key(const ComponentSchemas& components);
[[nodiscard]] FieldSchema stimuli_key(const ComponentSchemas& components);
[[nodiscard]] FieldSchema connections_key(const ComponentSchemas& components);
[[nodiscard]] FieldSchema plasticity_key();
[[nodiscard]] FieldSchema monitors_key(const ComponentSchemas& components);
[[nodiscard]] FieldSchema operations_key();
[[nodiscard]] FieldSchema run_key();
[[nodiscard]] FieldSchema output_key();
[[nodiscard]] FieldSchema sweep_key();

/// Keys that several sections share.
[[nodiscard]] FieldSchema equations_key();
[[nodiscard]] FieldSchema initial_key();
[[nodiscard]] FieldSchema method_key(const ComponentSchemas& components);
[[nodiscard]] FieldSchema order_key();

/// The key `type`, whose choices are the variants.
[[nodiscard]] FieldSchema type_key(const std::vector<FieldVariant>& variants);

/// A map from names to `item`, which gets the key "NAME".
[[nodiscard]] FieldSchema named_key(FieldSchema map, FieldSchema item);

}  // namespace brian
