#pragma once

#include <optional>

namespace brian {

/// From now on the first SIGINT or SIGTERM only asks for a stop; the second one ends the program at
/// once. SIGUSR1 asks for a stop, too.
void catch_stop_signals();

/// The signal that asked for a stop, if one came.
[[nodiscard]] std::optional<int> stop_signal();

}  // namespace brian
