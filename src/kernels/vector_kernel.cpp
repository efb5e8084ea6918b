#include "kernels/vector_kernel.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "kernels/tile_functions.h"

namespace brian {
namespace {

/// Distance of two tiles in memory: not a power of two, so that equal positions do not fall on the
/// same cache sets.
std::size_t tile_stride(const Program& program) {
    return program.elements_per_tile + 8;
}

/// Synapses from which a row is a tile of its own: they lie one after the other and need no
/// gathering, which then outweighs the dispatch of the instructions.
constexpr std::uint32_t long_row = 16;

/// How many rows ahead their memory is asked for, which takes longer to come than a row to run.
constexpr std::size_t rows_ahead = 3;

/// Elements of a tile that lie far apart: each fetches a cache line of its own, which should still
/// be near when it is written back.
constexpr std::uint32_t short_tile = 128;

/// Asks for the cache lines of an array that will soon be read.
template <class T>
void fetch_ahead(const T* values, std::size_t n) {
    constexpr std::size_t per_line = 64 / sizeof(T);
    for (std::size_t k = 0; k < n; k += per_line) __builtin_prefetch(values + k);
    __builtin_prefetch(values + n - 1);
}

}  // namespace

VectorKernel::VectorKernel(Program program, math::Simd simd)
    : program_(std::move(program)), simd_(simd) {
    for (const Scalar& scalar : program_.scalars) scalars_.push_back(scalar.value);
    place_values();
    const std::vector<Step> once = resolve(program_.once, simd);
    per_run_ = resolve(program_.per_run, simd);
    per_tile_ = resolve(program_.per_tile, simd);
    row_sum_ = find_row_sum(program_);
    const auto of_row = [](const Binding& slot) {
        return slot.access == Binding::Access::Row || slot.access == Binding::Access::RowIndex;
    };
    is_independent_ = brian::elements_are_independent(program_);
    needs_rows_ = std::any_of(program_.slots.begin(), program_.slots.end(), of_row);
    dense_tile_ = program_.elements_per_tile;
    elements_.resize(program_.elements_per_tile);
    sources_.resize(program_.elements_per_tile);
    for (const Step& step : once) execute(step, {.first = 0, .n = 1});
    for (std::size_t k = 0; k < scalars_.size(); ++k) program_.scalars[k].value = scalars_[k];
}

void VectorKernel::need_no_tiles() {
    dense_tile_ = std::numeric_limits<std::uint32_t>::max();
}

void VectorKernel::place_values() {
    const std::size_t n_tiles = program_.n_registers + program_.slots.size() + 2;
    memory_.resize(n_tiles * tile_stride(program_));
    for (double& scalar : scalars_) values_.push_back(&scalar);
    for (std::size_t k = 0; k < n_tiles; ++k) values_.push_back(tile_memory(k));
    for (std::uint32_t k = 0; k < program_.slots.size(); ++k)
        if (program_.slots[k].access == Binding::Access::Element) element_slots_.push_back(k);
}

double* VectorKernel::tile_memory(std::size_t number) {
    return memory_.data() + number * tile_stride(program_);
}

std::uint32_t VectorKernel::position(const Operand& operand) const {
    const auto n_scalars = static_cast<std::uint32_t>(scalars_.size());
    if (operand.kind == Operand::Kind::Scalar) return operand.index;
    if (operand.kind == Operand::Kind::Register) return n_scalars + operand.index;
    return n_scalars + program_.n_registers + operand.index;
}

VectorKernel::Step VectorKernel::resolve(const Instruction& instruction, math::Simd simd) {
    Step step;
    step.action = instruction.action;
    step.only_for_draws = instruction.only_for_draws;
    step.n_inputs = static_cast<std::uint8_t>(instruction.inputs.size());
    step.output = position(instruction.output);
    for (std::size_t k = 0; k < instruction.inputs.size(); ++k) {
        const Operand& operand = instruction.inputs[k];
        step.inputs.at(k) = position(operand);
        step.strides.at(k) = operand.kind == Operand::Kind::Scalar ? 0 : 1;
    }
    resolve_code(step, instruction, simd);
    return step;
}

void VectorKernel::resolve_code(Step& step, const Instruction& instruction, math::Simd simd) {
    const ScalarArguments scalars{step.strides[0] == 0, step.strides[1] == 0, step.strides[2] == 0};
    switch (instruction.action) {
        case Action::Compute:
            step.loop = find_loop(instruction.operation, scalars, simd);
            return;
        case Action::Store:
            step.loop = find_loop(Elementwise::Copy, scalars, simd);
            step.output = position({Operand::Kind::Slot, instruction.place});
            step.slot = &program_.slots[instruction.place];
            return;
        case Action::Accumulate:
            step.loop = find_loop(Elementwise::Add, {false, scalars.a, false}, simd);
            step.slot = &program_.slots[instruction.place];
            return;
        case Action::Load:
            step.slot = &program_.slots[instruction.place];
            return;
        case Action::Lookup:
            step.table = &program_.tables[instruction.place];
            return;
        case Action::Evaluate:
            step.function = find_function(instruction.function);
            step.unary = math::array_function(std::string(instruction.function).c_str(), simd);
            step.binary = math::array_function2(std::string(instruction.function).c_str(), simd);
            return;
        case Action::Uniform:
        case Action::Normal:
        case Action::Poisson:
        case Action::Binomial:
            resolve_draw(step, instruction);
            return;
    }
}

void VectorKernel::resolve_draw(Step& step, const Instruction& draw) {
    for (std::size_t k = 0; k + 1 < draw.inputs.size(); ++k)
        if (draw.inputs[k].kind != Operand::Kind::Scalar) return;
    if (n_parameters(draw.action) > 0) step.counts = &counts_.emplace_back(draw.action);
    const Operand& element = draw.inputs.back();
    if (element.kind != Operand::Kind::Slot) return;
    const Binding& slot = program_.slots[element.index];
    if (slot.access == Binding::Access::ElementIndex) step.successive = &slot;
}

std::vector<VectorKernel::Step> VectorKernel::resolve(const std::vector<Instruction>& code,
                                                      math::Simd simd) {
    std::vector<Step> steps;
    steps.reserve(code.size());
    for (const Instruction& instruction : code) steps.push_back(resolve(instruction, simd));
    return steps;
}

void VectorKernel::run(IndexRange elements) {
    require_no_rows();
    if (elements.size() == 0) return;
    compute_shared();
    const std::uint32_t last_tile = (elements.end - elements.begin - 1) / dense_tile_;
    for (std::uint32_t k = 0; k <= last_tile; ++k) {
        const std::uint32_t number = turns_back_ ? last_tile - k : k;
        const std::uint32_t first = elements.begin + number * dense_tile_;
        run_tile({.first = first, .n = std::min(dense_tile_, elements.end - first)});
    }
    turns_back_ = is_independent_ && !turns_back_;
}

void VectorKernel::run(std::span<const std::uint32_t> elements) {
    require_no_rows();
    if (elements.empty()) return;
    compute_shared();
    while (!elements.empty()) {
        const std::size_t n = std::min<std::size_t>(program_.elements_per_tile, elements.size());
        run_tile({.n = n, .elements = elements.data()});
        elements = elements.subspan(n);
    }
}

void VectorKernel::run_rows(std::span<const Row> rows) {
    if (rows.empty()) return;
    compute_shared();
    if (row_sum_) {
        add_rows(*row_sum_, row_sum_->factor ? scalars_[*row_sum_->factor] : 1.0, rows);
        return;
    }
    for (std::size_t k = 1; k < std::min(rows_ahead, rows.size()); ++k) prefetch(rows[k]);
    std::uint32_t n = 0;  // elements of the tile so far
    for (std::size_t k = 0; k < rows.size(); ++k) {
        Row row = rows[k];
        if (row.end - row.begin >= long_row) {
            if (n > 0) run_row_tile(std::exchange(n, 0));
            if (k + rows_ahead < rows.size()) prefetch(rows[k + rows_ahead]);
            run_long_row(row);
        }
        while (row.begin < row.end) {
            n = append(row, n);
            if (n == program_.elements_per_tile) run_row_tile(std::exchange(n, 0));
        }
    }
    if (n > 0) run_row_tile(n);
}

void VectorKernel::run_long_row(Row& row) {
    const std::uint32_t begin = row.begin;
    const std::uint32_t longest = std::min(program_.elements_per_tile, row.end - begin);
    if (needs_rows_) std::fill_n(sources_.begin(), longest, row.source);
    while (row.begin < row.end) {
        const std::uint32_t n = std::min(longest, row.end - row.begin);
        run_tile({.first = row.begin,
                  .n = n,
                  .sources = sources_.data(),
                  .place_in_row = row.begin - begin});
        row.begin += n;
    }
}

void VectorKernel::prefetch(const Row& row) const {
    const std::uint32_t n = std::min(row.end - row.begin, program_.elements_per_tile);
    for (const Binding& slot : program_.slots)
        if (slot.access == Binding::Access::Element)
            fetch_ahead(slot.data + row.begin, n);
        else if (slot.counts_from)
            continue;
        else if (const auto* narrow = std::get_if<const std::uint16_t*>(&slot.index))
            fetch_ahead(*narrow + row.begin, n);
}

void VectorKernel::run_listed(std::span<const std::uint32_t> elements, const IndexArray& sources) {
    if (elements.empty()) return;
    compute_shared();
    const std::size_t n_tile = std::min(program_.elements_per_tile, short_tile);
    for (std::size_t first = 0; first < elements.size(); first += n_tile) {
        const std::size_t n = std::min(n_tile, elements.size() - first);
        run_tile({.n = n, .elements = &elements[first], .sources = widen(sources, first, n)});
    }
}

const std::uint32_t* VectorKernel::widen(const IndexArray& sources, std::size_t first,
                                         std::size_t n) {
    if (const auto* wide = std::get_if<const std::uint32_t*>(&sources)) return *wide + first;
    const std::uint16_t* const narrow = std::get<const std::uint16_t*>(sources) + first;
    std::copy(narrow, narrow + n, sources_.begin());
    return sources_.data();
}

std::uint32_t VectorKernel::append(Row& row, std::uint32_t n) {
    const std::uint32_t count = std::min(program_.elements_per_tile - n, row.end - row.begin);
    gapless_ = n == 0 || (gapless_ && row.begin == elements_[n - 1] + 1);
    std::iota(&elements_[n], &elements_[n] + count, row.begin);
    std::fill_n(&sources_[n], count, row.source);
    row.begin += count;
    return n + count;
}

void VectorKernel::run_row_tile(std::uint32_t n) {
    run_tile({.first = elements_[0],
              .n = n,
              .elements = gapless_ ? nullptr : elements_.data(),
              .sources = sources_.data()});
}

void VectorKernel::require_no_rows() const {
    if (needs_rows_)
        throw std::logic_error("a block that reads the source of a row can only run over rows");
}

std::unique_ptr<Kernel> VectorKernel::another() const {
    if (!elements_are_independent() && !lists_are_divisible()) return nullptr;
    return std::make_unique<VectorKernel>(program_, simd_);
}

std::string VectorKernel::disassemble() const {
    return brian::disassemble(program_);
}

void VectorKernel::compute_shared() {
    for (const Step& step : per_run_) execute(step, {.first = 0, .n = 1});
}

void VectorKernel::run_tile(const Tile& tile) {
    point_at(tile);
    for (const Step& step : per_tile_) execute(step, tile);
}

void VectorKernel::point_at(const Tile& tile) {
    const std::size_t first_slot = scalars_.size() + program_.n_registers;
    for (const std::uint32_t slot : element_slots_)
        values_[first_slot + slot] = tile.contiguous() ? program_.slots[slot].data + tile.first
                                                       : tile_memory(program_.n_registers + slot);
}

void VectorKernel::execute(const Step& step, const Tile& tile) {
    switch (step.action) {
        case Action::Compute:
            step.loop(values_[step.inputs[0]], values_[step.inputs[1]], values_[step.inputs[2]],
                      values_[step.output], tile.n);
            return;
        case Action::Evaluate:
            evaluate(step, tile.n);
            return;
        case Action::Load:
            load(step, tile);
            return;
        case Action::Store:
            store(step, tile);
            return;
        case Action::Accumulate:
            if (double* const first = first_place(*step.slot, tile))
                step.loop(first, values_[step.inputs[0]], nullptr, first, tile.n);
            else
                accumulate(*step.slot, tile, input(step, 0));
            return;
        case Action::Lookup:
            look_up(*step.table, inputs(step), values_[step.output], tile.n);
            return;
        case Action::Uniform:
        case Action::Normal:
        case Action::Poisson:
        case Action::Binomial:
            draw(step, tile);
            return;
    }
}

void VectorKernel::load(const Step& step, const Tile& tile) {
    const bool in_memory = step.slot->access == Binding::Access::Element || step.only_for_draws;
    if (in_memory && tile.contiguous()) return;
    if (step.slot->access == Binding::Access::Shared && tile.n == 1) {
        *values_[step.output] = *step.slot->data;  // what every run begins with
        return;
    }
    gather(*step.slot, tile, values_[step.output]);
}

void VectorKernel::store(const Step& step, const Tile& tile) {
    if (step.slot->access != Binding::Access::Element || !tile.contiguous())
        scatter(*step.slot, tile, input(step, 0));
    else if (values_[step.inputs[0]] != values_[step.output])
        step.loop(values_[step.inputs[0]], nullptr, nullptr, values_[step.output], tile.n);
}

void VectorKernel::evaluate(const Step& step, std::size_t n) {
    double* const out = values_[step.output];
    if (step.unary != nullptr)
        step.unary(values_[step.inputs[0]], out, n);
    else if (step.binary != nullptr)
        step.binary(spread(step, 0, n), spread(step, 1, n), out, n);
    else
        evaluate_each(*step.function, inputs(step), out, n);
}

void VectorKernel::draw(const Step& step, const Tile& tile) {
    double* const out = values_[step.output];
    const std::span<const TileValues> arguments = inputs(step);
    if (step.successive == nullptr || !tile.contiguous()) {
        if (step.counts != nullptr)
            draw_counts_each(*step.counts, arguments, out, tile.n);
        else
            draw_each(step.action, arguments, out, tile.n);
        return;
    }
    const auto offset = static_cast<std::int64_t>(step.successive->offset);
    const auto first = static_cast<std::uint32_t>(tile.first + offset);
    if (step.counts != nullptr)
        draw_successive_counts(*step.counts, arguments, first, out, tile.n);
    else
        draw_successive(step.action, arguments, first, out, tile.n);
}

TileValues VectorKernel::input(const Step& step, std::size_t number) const {
    return {values_[step.inputs.at(number)], step.strides.at(number)};
}

std::span<const TileValues> VectorKernel::inputs(const Step& step) {
    for (std::size_t k = 0; k < step.n_inputs; ++k) arguments_.at(k) = input(step, k);
    return std::span(arguments_).first(step.n_inputs);
}

const double* VectorKernel::spread(const Step& step, std::size_t number, std::size_t n) {
    const TileValues values = input(step, number);
    if (values.stride == 1 || n == 1) return values.values;
    double* const tile = values_[values_.size() - 1 - number];
    std::fill_n(tile, n, *values.values);
    return tile;
}

}  // namespace brian
