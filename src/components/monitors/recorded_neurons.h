#pragma once

#include <cstdint>
#include <vector>

#include "components/monitors/monitor_types.h"

namespace brian {

/// The neurons (or synapses) that the key `record` picks: numbers within what is watched,
/// ascending. Without the key: all.
[[nodiscard]] std::vector<std::uint32_t> recorded_neurons(const Fields& fields, const Watched& of);

/// The key `record`.
[[nodiscard]] FieldSchema record_key();

}  // namespace brian
