#pragma once

#include <array>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/aligned.h"
#include "kernels/access.h"
#include "kernels/draws.h"
#include "kernels/kernel.h"
#include "kernels/program.h"
#include "kernels/row_sum.h"
#include "kernels/vector_ops.h"
#include "language/functions.h"

namespace brian {

/// Runs a program over tiles of elements that stay in the first-level cache.
class VectorKernel : public Kernel {
  public:
    VectorKernel(Program program, math::Simd simd);
    void run(IndexRange elements) override;
    void run(std::span<const std::uint32_t> elements) override;
    void run_rows(std::span<const Row> rows) override;
    void run_listed(std::span<const std::uint32_t> elements, const IndexArray& sources) override;
    [[nodiscard]] bool elements_are_independent() const override {
        return brian::elements_are_independent(program_);
    }
    [[nodiscard]] bool lists_are_divisible() const override {
        return brian::lists_are_divisible(program_);
    }
    [[nodiscard]] std::unique_ptr<Kernel> another() const override;
    [[nodiscard]] double cost() const override { return cost_of_element(program_); }
    [[nodiscard]] std::string disassemble() const override;

  protected:
    virtual void compute_shared();
    virtual void run_tile(const Tile& tile);

    [[nodiscard]] const Program& program() const { return program_; }
    [[nodiscard]] double* scalars() { return scalars_.data(); }
    /// Where the registers and then the slots of the tile are.
    [[nodiscard]] double* const* tiles() const { return values_.data() + scalars_.size(); }
    void point_at(const Tile& tile);  ///< lets tiles() say where the slots are
    /// Instruction number `step` of `per_tile`.
    void execute(std::size_t step, const Tile& tile) { execute(per_tile_[step], tile); }
    /// Contiguous elements may come in one tile, however many they are.
    void need_no_tiles();
    /// Whether this dense run begins with the last elements.
    [[nodiscard]] bool turns_back() const { return turns_back_; }

  private:
    static constexpr std::size_t max_inputs = 6;

    /// An instruction with its code and the positions of its operands in `values_`.
    struct Step {
        Action action = Action::Compute;
        std::uint8_t n_inputs = 0;
        Loop loop = nullptr;                  ///< of Compute, Store and Accumulate
        math::Unary unary = nullptr;          ///< of Evaluate with one argument
        math::Binary binary = nullptr;        ///< of Evaluate with two
        const Function* function = nullptr;   ///< of Evaluate without an array form
        const Binding* slot = nullptr;        ///< of Load, Store, Accumulate
        const Binding* successive = nullptr;  ///< element numbers of draws
        CountDraws* counts = nullptr;         ///< of draws with the same parameters for all
        const TableBinding* table = nullptr;  ///< of Lookup
        std::uint32_t output = 0;             ///< of Store: the tile of its slot
        std::array<std::uint32_t, max_inputs> inputs{};
        std::array<std::uint8_t, max_inputs> strides{};
        bool only_for_draws = false;
    };

    [[nodiscard]] std::uint32_t position(const Operand& operand) const;
    [[nodiscard]] Step resolve(const Instruction& instruction, math::Simd simd);
    void resolve_code(Step& step, const Instruction& instruction, math::Simd simd);
    void resolve_draw(Step& step, const Instruction& draw);
    [[nodiscard]] std::vector<Step> resolve(const std::vector<Instruction>& code, math::Simd simd);
    void place_values();
    [[nodiscard]] double* tile_memory(std::size_t number);

    void execute(const Step& step, const Tile& tile);
    void load(const Step& step, const Tile& tile);
    void store(const Step& step, const Tile& tile);
    void evaluate(const Step& step, std::size_t n);
    void draw(const Step& step, const Tile& tile);
    [[nodiscard]] TileValues input(const Step& step, std::size_t number) const;
    [[nodiscard]] std::span<const TileValues> inputs(const Step& step);
    /// The input as an array, one number being written out n times.
    [[nodiscard]] const double* spread(const Step& step, std::size_t number, std::size_t n);
    /// Puts as much of the row as fits behind the n elements of the tile, takes it from the row,
    /// and returns the new n.
    std::uint32_t append(Row& row, std::uint32_t n);
    void run_row_tile(std::uint32_t n);
    void prefetch(const Row& row) const;
    void run_long_row(Row& row);  ///< moves its beginning to its end
    /// Part of the sources, in 32 bits.
    const std::uint32_t* widen(const IndexArray& sources, std::size_t first, std::size_t n);
    void require_no_rows() const;

    Program program_;
    math::Simd simd_;
    std::vector<double> scalars_;
    std::uint32_t dense_tile_ = 0;  // greatest number of contiguous elements in a tile
    AlignedVector<double> memory_;  // registers, then gathered slots, then two tiles for spread()
    std::vector<double*> values_;   // scalars, then registers, then slots
    std::vector<std::uint32_t> element_slots_;
    std::vector<Step> per_run_;
    std::vector<Step> per_tile_;
    std::optional<RowSum> row_sum_;
    std::deque<CountDraws> counts_;
    std::vector<std::uint32_t> elements_;  // of the tile of several rows
    std::vector<std::uint32_t> sources_;
    bool gapless_ = true;  // whether those elements follow each other
    std::array<TileValues, max_inputs> arguments_{};
    bool needs_rows_ = false;
    bool is_independent_ = false;
    bool turns_back_ = false;
};

}  // namespace brian
