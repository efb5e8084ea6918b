#pragma once

#include <chrono>

namespace brian {

/// `brian-run info FILE.h5 [--follow]`: what a results file holds, or how far its run is.
int info_command(int argc, const char* const* argv,
                 std::chrono::steady_clock::time_point program_start);

}  // namespace brian
