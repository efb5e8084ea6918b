#pragma once

#include <optional>
#include <vector>

#include "kernels/program.h"

namespace brian {

/// What a step of a loop reads: what another step computes, or what is in memory before the loop.
struct LoopInput {
    Operand place;
    std::optional<std::size_t> step;  ///< none: it is in memory
};

/// A Compute, or an Evaluate that can stand in a loop.
struct LoopStep {
    Instruction instruction;
    std::vector<LoopInput> inputs;
};

/// A register or slot that must be in memory afterwards.
struct LoopResult {
    Operand place;
    LoopInput value;
};

/// Instructions that become one loop over the elements. Each step's value has a name of its own
/// (the step's number), so that steps can change places.
struct LoopPlan {
    std::vector<LoopStep> steps;
    std::vector<LoopResult> results;
    std::optional<LoopInput> flag;  ///< what marks the elements where it is not 0
};

/// The plan of Compute, Evaluate and Store instructions, of which only `results` are needed later;
/// the last value of `flag`, if there is one, only marks elements.
///
/// Steps on which a long chain of others waits come first. So those stand together that need not
/// wait for each other, and the processor, which looks a few hundred instructions ahead, can work
/// on them at once.
[[nodiscard]] LoopPlan plan_loop(const std::vector<Instruction>& code,
                                 const std::vector<Operand>& results,
                                 const std::optional<Operand>& flag = {});

}  // namespace brian
