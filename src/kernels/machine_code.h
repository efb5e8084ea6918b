#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "kernels/loop_plan.h"
#include "kernels/program.h"
#include "math/functions.h"

namespace brian {

/// Generated code: n elements of the tiles (registers of the program, then its slots) and the
/// program's scalars. A loop with a flag writes a byte of `marks` for every vector of elements, a
/// bit for each where the flag is not 0 (see n_marks()); other code writes none. The direction, 1
/// or -1, is that in which a loop goes through the elements. A loop over a list takes the program's
/// arrays where they are, for these elements, each of which is listed once.
using MachineFunction = void (*)(double* const* tiles, double* scalars, std::size_t n,
                                 std::uint8_t* marks, std::ptrdiff_t direction,
                                 const std::uint32_t* elements);
/// Where a loop finds the values of arrays: in tiles, or by a list of elements.
enum class LoopOver : std::uint8_t { Tiles, List };

/// Executable memory with the functions of one kernel.
class MachineCode {
  public:
    /// `program` has its constants computed and outlives this.
    MachineCode(const Program& program, math::Simd simd);
    MachineCode(const MachineCode&) = delete;
    MachineCode& operator=(const MachineCode&) = delete;
    ~MachineCode();

    /// Null where the machine lets nobody generate code.
    [[nodiscard]] MachineFunction loop(const LoopPlan& plan, LoopOver over);
    /// The instructions of `per_run`, each of which is a Load or can_inline().
    [[nodiscard]] MachineFunction shared_values();

  private:
    struct Memory;
    const Program& program_;
    math::Simd simd_;
    std::unique_ptr<Memory> memory_;
};

}  // namespace brian
