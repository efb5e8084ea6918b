#pragma once

#include <span>
#include <string_view>

#include "kernels/jit_lanes.h"
#include "kernels/program.h"

namespace brian {

/// Whether there is code for the instruction that can stand in the middle of a loop.
[[nodiscard]] bool can_inline(const Instruction& instruction);

/// Writes the code of a Compute, or of an Evaluate that can_inline().
[[nodiscard]] CodeLanes::Real write_code(CodeLanes& on, const Instruction& instruction,
                                         std::span<const CodeLanes::Real> inputs);

}  // namespace brian
