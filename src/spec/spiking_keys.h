#pragma once

#include "spec/field_schema.h"

/// How a group spikes: keys of groups.NAME, with the thresholds and resets of Brian 1 by name.
namespace brian {

[[nodiscard]] FieldSchema group_threshold_key();
[[nodiscard]] FieldSchema group_reset_key();
[[nodiscard]] FieldSchema refractory_clamp_key();
[[nodiscard]] FieldSchema while_refractory_key();
[[nodiscard]] FieldSchema update_key();

}  // namespace brian
