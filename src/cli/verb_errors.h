#pragma once

#include <functional>
#include <string>

#include "base/error.h"

namespace brian {

/// The exit code of the program for what went wrong with a file.
[[nodiscard]] int exit_code_of(OutputError::Kind kind);

/// Carries out a verb ("diff"), which returns the exit code. What it throws is printed as
/// "brian-run VERB: error: ..." with its hint, and becomes the exit code: 66 for what cannot be
/// read, 65 for a wrong model, 73 and 74 for what cannot be written.
[[nodiscard]] int carry_out(const std::string& verb, const std::function<int()>& work);

}  // namespace brian
