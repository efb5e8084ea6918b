#pragma once

#include <chrono>

#include "cli/options.h"

namespace brian {

/// Does what the options ask for (run, check or explain a model) and returns the exit code. Errors
/// are printed.
int simulate(const Options& options, std::chrono::steady_clock::time_point program_start);

}  // namespace brian
