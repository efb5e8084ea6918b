#pragma once

#include <string>

#include "compile/compile.h"

namespace brian {

/// Everything that --explain prints: resolved objects, their code and programs, the schedule of a
/// step.
[[nodiscard]] std::string explain_text(const CompiledModel& model);

}  // namespace brian
