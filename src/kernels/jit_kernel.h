#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kernels/machine_code.h"
#include "kernels/vector_kernel.h"

namespace brian {

/// A VectorKernel whose steps over a tile go together into loops of machine code. Steps that have
/// no code to go into a loop run as they do there; so does everything where no code can be made.
class JitKernel : public VectorKernel {
  public:
    JitKernel(Program lowered, math::Simd simd);
    bool run_and_find(IndexRange elements, const double* flags,
                      std::vector<std::uint32_t>& found) override;
    [[nodiscard]] std::unique_ptr<Kernel> another() const override;
    [[nodiscard]] std::string disassemble() const override;

  private:
    /// Steps, then a loop.
    struct Part {
        std::vector<std::size_t> steps;        ///< which of per_tile_, in order
        std::vector<std::size_t> dense_steps;  ///< those that contiguous elements need
        std::vector<Instruction> loop_code;
        std::vector<Operand> results;  ///< what of it must be in memory afterwards
        MachineFunction loop = nullptr;
        MachineFunction listed = nullptr;       ///< straight from and to the arrays; null: by tiles
        std::vector<std::size_t> listed_steps;  ///< those that it needs
        MachineFunction finding_loop = nullptr;  ///< marks elements and leaves the flags unwritten
        std::vector<std::uint32_t> stored;       ///< slots that the loop leaves to scatter()
    };

    /// Makes the code when it is needed for the first time: many kernels never run.
    void need_code();
    void compute_shared() override;
    void run_tile(const Tile& tile) override;
    void run_part(const Part& part, const Tile& tile);
    void need_finding_code(const double* flags);
    void make_finding_code(const Operand& flag);
    void split_into_parts();
    void add_to_part(std::size_t step);
    [[nodiscard]] bool can_run_before(const Part& part, const Instruction& instruction) const;
    void find_results();
    [[nodiscard]] bool loop_can_fetch(const Part& part) const;
    void make_code();
    [[nodiscard]] bool one_loop_is_all() const;

    math::Simd simd_;
    std::vector<Part> parts_;  ///< empty: everything as in VectorKernel
    MachineCode machine_code_;
    MachineFunction shared_values_ = nullptr;
    std::string why_not_;
    bool is_made_ = false;
    const double* flags_ = nullptr;                ///< what the finding loop was made for
    bool marks_flags_ = false;                     ///< there is one
    std::vector<std::uint32_t>* found_ = nullptr;  ///< while elements are looked for
    std::vector<std::uint8_t> marks_;              ///< of the tile
};

}  // namespace brian
