#pragma once

#include <chrono>

namespace brian {

/// `brian-run replay FILE.h5`: runs the model in a results file again and compares.
int replay_command(int argc, const char* const* argv,
                   std::chrono::steady_clock::time_point program_start);

}  // namespace brian
