#pragma once

#include <chrono>

namespace brian {

/// `brian-run sweep ...`: argv[0] is the verb. Returns the exit code.
[[nodiscard]] int sweep_command(int argc, const char* const* argv,
                                std::chrono::steady_clock::time_point program_start);

}  // namespace brian
