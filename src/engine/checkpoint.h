#pragma once

#include <functional>

#include "engine/state.h"

namespace brian {

/// What a run does once its state has been saved.
enum class AfterCheckpoint { GoOn, Stop };

/// Saves all state between two steps. What monitors held back has been handed to the recording.
using SaveState = std::function<AfterCheckpoint(const StateList& items)>;

/// Fills the items with what was saved under their paths; throws when one of them was not saved, or
/// is of another size.
using LoadState = std::function<void(const StateList& items)>;

}  // namespace brian
