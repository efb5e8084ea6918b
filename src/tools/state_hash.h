#pragma once

#include <string>

#include "engine/state.h"

namespace brian {

/// SHA-256 over the bytes of all mutable state, with the path of each piece: two runs whose results
/// and hash are equal have arrived at the same state, recorded or not.
[[nodiscard]] std::string state_sha256(const StateList& items);

}  // namespace brian
