#pragma once

#include "spec/model_schema.h"

namespace brian {

/// The keys that stimuli, monitors and connection rules bring along, and the names of the
/// integrators.
[[nodiscard]] ComponentSchemas component_schemas();

}  // namespace brian
