#pragma once

#include <chrono>

namespace brian {

/// `brian-run diff A.h5 B.h5`: where two results part.
int diff_command(int argc, const char* const* argv,
                 std::chrono::steady_clock::time_point program_start);

}  // namespace brian
