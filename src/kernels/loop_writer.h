#pragma once

#include <map>
#include <set>

#include <asmjit/x86.h>

#include "kernels/jit_lanes.h"
#include "kernels/machine_code.h"

namespace brian {

/// Writes one function of machine code (MachineFunction).
class LoopWriter {
  public:
    LoopWriter(asmjit::x86::Compiler& code, const Program& program, math::Simd simd);
    void write_loop(const LoopPlan& plan, LoopOver over);
    void write_shared_values();

  private:
    using Real = CodeLanes::Real;

    void begin_function(CodeLanes::Width widest);
    void fetch_pointers(const LoopPlan& plan);
    void write_whole_vectors(const LoopPlan& plan, CodeLanes::Width width);
    void write_start(const asmjit::x86::Gp& n_vectors, std::uint32_t width);
    void hold_scalars(const LoopPlan& plan, CodeLanes& on);
    void write_one_by_one(const LoopPlan& plan);
    void write_rest(const LoopPlan& plan);
    /// The code for the elements from `element_` on; for those of `some` if that is a register.
    void write_body(const LoopPlan& plan, CodeLanes& on, const asmjit::x86::KReg* some);
    void write_marks(const LoopInput& flag, CodeLanes& on, const asmjit::x86::KReg* some);
    Real value_of(const LoopInput& input, CodeLanes& on, const asmjit::x86::KReg* some);
    Real loaded(const Operand& place, CodeLanes& on, const asmjit::x86::KReg* some);
    Real scalar(std::uint32_t index, CodeLanes& on);
    Real shared_place(const Binding& slot, CodeLanes& on);
    void store(const Operand& place, const Real& value, CodeLanes& on,
               const asmjit::x86::KReg* some);
    /// Whether the operand is to be found by the list of elements.
    [[nodiscard]] bool is_listed(const Operand& operand) const;
    /// Where it is for the element of a lane.
    asmjit::x86::Mem listed_place(const Operand& operand, std::size_t lane);
    [[nodiscard]] asmjit::x86::Mem tile_of(const Operand& operand) const;
    [[nodiscard]] asmjit::x86::Mem scalar_place(std::uint32_t index) const;
    [[nodiscard]] std::uint32_t tile_number(const Operand& operand) const;

    asmjit::x86::Compiler& code_;
    const Program& program_;
    math::Simd simd_;
    std::set<std::uint32_t> changing_scalars_;  ///< those that per_run computes
    asmjit::x86::Gp tiles_;
    asmjit::x86::Gp scalars_;
    asmjit::x86::Gp n_;
    asmjit::x86::Gp marks_;
    asmjit::x86::Gp mark_;  ///< where that of the element is
    asmjit::x86::Gp direction_;
    asmjit::x86::Gp elements_;  ///< the list
    asmjit::x86::Gp element_;
    LoopOver over_ = LoopOver::Tiles;
    std::map<std::uint32_t, asmjit::x86::Gp> pointers_;  ///< of tiles, by number
    std::map<std::uint32_t, Real> loaded_;               ///< tiles in registers
    std::map<std::uint32_t, Real> held_;                 ///< scalars in registers, by number
    std::vector<Real> values_;                           ///< of the steps so far
};

}  // namespace brian
