#include "kernels/jit_kernel.h"

#include <algorithm>

#include "base/format.h"
#include "kernels/jit_operations.h"
#include "kernels/marks.h"

namespace brian {
namespace {

bool in_array(const Program& program, std::uint32_t slot) {
    return program.slots[slot].access == Binding::Access::Element;
}

/// Whether the instruction can stand in the middle of a loop.
bool belongs_in_loop(const Program& program, const Instruction& instruction) {
    if (instruction.action == Action::Store) return in_array(program, instruction.place);
    return can_inline(instruction);
}

/// Whether the instruction fetches what a loop over a list fetches itself.
bool fetches_from_array(const Program& program, const Instruction& instruction) {
    return instruction.action == Action::Load && in_array(program, instruction.place);
}

/// Whether the instruction has nothing to do where elements are contiguous.
bool only_for_sparse(const Program& program, const Instruction& instruction) {
    return instruction.action == Action::Load
           && (instruction.only_for_draws || in_array(program, instruction.place));
}

/// What the instruction writes: a Store its slot, a sum nothing that others read.
Operand output_of(const Instruction& instruction) {
    if (instruction.action == Action::Store) return {Operand::Kind::Slot, instruction.place};
    return instruction.output;
}

bool reads(const Instruction& instruction, const Operand& operand) {
    return std::find(instruction.inputs.begin(), instruction.inputs.end(), operand)
           != instruction.inputs.end();
}

/// Whether one of the instructions reads what the operand is before another one overwrites it;
/// nothing where none of them does either.
std::optional<bool> read_first(const std::vector<Instruction>& code, const Operand& operand) {
    for (const Instruction& instruction : code) {
        if (reads(instruction, operand)) return true;
        if (output_of(instruction) == operand) return false;
    }
    return {};
}

}  // namespace

JitKernel::JitKernel(Program lowered, math::Simd simd)
    : VectorKernel(std::move(lowered), simd), simd_(simd), machine_code_(program(), simd) {}

void JitKernel::need_code() {
    if (is_made_) return;
    is_made_ = true;
    if (simd_ == math::Simd::Scalar)
        why_not_ = "the CPU has no AVX2";
    else if (program().elements_per_tile == 1)
        why_not_ = "an element reads what another one writes";
    else
        make_code();
    if (one_loop_is_all()) need_no_tiles();
}

void JitKernel::make_code() {
    split_into_parts();
    for (Part& part : parts_) {
        if (part.results.empty()) continue;
        const LoopPlan plan = plan_loop(part.loop_code, part.results);
        part.loop = machine_code_.loop(plan, LoopOver::Tiles);
        if (loop_can_fetch(part)) part.listed = machine_code_.loop(plan, LoopOver::List);
        if (part.loop != nullptr) continue;
        why_not_ = "this machine lets nobody generate code";
        parts_.clear();
        return;
    }
    const auto scalar_code = [](const Instruction& instruction) {
        return instruction.action == Action::Load || can_inline(instruction);
    };
    const auto& shared = program().per_run;
    if (!shared.empty() && std::all_of(shared.begin(), shared.end(), scalar_code))
        shared_values_ = machine_code_.shared_values();
}

void JitKernel::split_into_parts() {
    parts_.emplace_back();
    for (std::size_t step = 0; step < program().per_tile.size(); ++step) add_to_part(step);
    for (Part& part : parts_)
        for (const std::size_t step : part.steps) {
            const Instruction& instruction = program().per_tile[step];
            if (!only_for_sparse(program(), instruction)) part.dense_steps.push_back(step);
            if (!fetches_from_array(program(), instruction)) part.listed_steps.push_back(step);
        }
    find_results();
}

void JitKernel::add_to_part(std::size_t step) {
    const Instruction& instruction = program().per_tile[step];
    if (belongs_in_loop(program(), instruction)) {
        parts_.back().loop_code.push_back(instruction);
        if (instruction.action == Action::Store) parts_.back().stored.push_back(instruction.place);
        return;
    }
    if (!can_run_before(parts_.back(), instruction)) parts_.emplace_back();
    parts_.back().steps.push_back(step);
}

bool JitKernel::can_run_before(const Part& part, const Instruction& instruction) const {
    const std::vector<Instruction>& code = part.loop_code;
    return std::none_of(code.begin(), code.end(), [&](const Instruction& earlier) {
        const Operand written = output_of(earlier);
        return reads(instruction, written) || written == output_of(instruction)
               || reads(earlier, output_of(instruction));
    });
}

void JitKernel::find_results() {
    std::vector<Instruction> later;
    for (auto part = parts_.rbegin(); part != parts_.rend(); ++part) {
        std::vector<Operand>& results = part->results;
        for (const Instruction& instruction : part->loop_code) {
            const Operand output = output_of(instruction);
            if (std::find(results.begin(), results.end(), output) != results.end()) continue;
            if (output.kind == Operand::Kind::Slot || read_first(later, output).value_or(false))
                results.push_back(output);
        }
        std::vector<Instruction> whole;
        for (const std::size_t step : part->steps) whole.push_back(program().per_tile[step]);
        whole.insert(whole.end(), part->loop_code.begin(), part->loop_code.end());
        later.insert(later.begin(), whole.begin(), whole.end());
    }
}

/// Whether the steps before a loop over a list leave what is in arrays to it.
bool JitKernel::loop_can_fetch(const Part& part) const {
    const auto in_tile = [&](const Operand& operand) {
        return operand.kind == Operand::Kind::Slot && in_array(program(), operand.index);
    };
    return parts_.size() == 1
           && std::none_of(part.listed_steps.begin(), part.listed_steps.end(), [&](std::size_t k) {
                  const Instruction& step = program().per_tile[k];
                  return in_tile(step.output)
                         || std::any_of(step.inputs.begin(), step.inputs.end(), in_tile);
              });
}

bool JitKernel::one_loop_is_all() const {
    if (parts_.size() != 1 || parts_[0].loop == nullptr) return false;
    return parts_[0].dense_steps.empty();
}

void JitKernel::compute_shared() {
    need_code();
    if (shared_values_ == nullptr)
        VectorKernel::compute_shared();
    else
        shared_values_(nullptr, scalars(), 1, nullptr, 1, nullptr);
}

void JitKernel::run_tile(const Tile& tile) {
    if (parts_.empty()) {
        VectorKernel::run_tile(tile);
        return;
    }
    point_at(tile);
    for (const Part& part : parts_) run_part(part, tile);
}

void JitKernel::run_part(const Part& part, const Tile& tile) {
    if (part.listed != nullptr && !tile.contiguous()) {
        for (const std::size_t step : part.listed_steps) execute(step, tile);
        part.listed(tiles(), scalars(), tile.n, nullptr, 1, tile.elements);
        return;
    }
    const auto& steps = tile.contiguous() ? part.dense_steps : part.steps;
    for (const std::size_t step : steps) execute(step, tile);
    if (part.loop == nullptr) return;
    const std::ptrdiff_t direction = turns_back() ? -1 : 1;
    if (found_ != nullptr && part.finding_loop != nullptr) {
        marks_.resize(n_marks(simd_, tile.n));
        part.finding_loop(tiles(), scalars(), tile.n, marks_.data(), direction, nullptr);
        append_marked(marks_, simd_, tile.first, tile.n, *found_);
        return;
    }
    part.loop(tiles(), scalars(), tile.n, nullptr, direction, nullptr);
    if (tile.contiguous()) return;
    for (const std::uint32_t slot : part.stored)
        scatter(program().slots[slot], tile, {tiles()[program().n_registers + slot], 1});
}

bool JitKernel::run_and_find(IndexRange elements, const double* flags,
                             std::vector<std::uint32_t>& found) {
    need_finding_code(flags);
    if (!marks_flags_) return false;
    const auto n_before = static_cast<std::ptrdiff_t>(found.size());
    found_ = &found;
    run(elements);
    found_ = nullptr;
    std::sort(found.begin() + n_before, found.end());  // tiles come from either end
    return true;
}

void JitKernel::need_finding_code(const double* flags) {
    need_code();
    if (flags == flags_) return;
    flags_ = flags;
    const std::vector<Binding>& slots = program().slots;
    const auto slot = std::find_if(slots.begin(), slots.end(), [flags](const Binding& binding) {
        return binding.access == Binding::Access::Element && binding.data == flags;
    });
    if (slot != slots.end())
        make_finding_code({Operand::Kind::Slot, static_cast<std::uint32_t>(slot - slots.begin())});
}

/// One part writes the flag and no other one, and no step of its own, reads it from memory.
void JitKernel::make_finding_code(const Operand& flag) {
    Part* writer = nullptr;
    std::vector<Instruction> others;
    for (Part& part : parts_) {
        const bool writes =
            std::find(part.results.begin(), part.results.end(), flag) != part.results.end();
        if (writes && writer != nullptr) return;
        if (writes)
            writer = &part;
        else
            others.insert(others.end(), part.loop_code.begin(), part.loop_code.end());
        for (const std::size_t step : part.steps) others.push_back(program().per_tile[step]);
    }
    const bool read = std::any_of(others.begin(), others.end(),
                                  [&](const Instruction& other) { return reads(other, flag); });
    if (writer == nullptr || read) return;
    std::vector<Operand> results = writer->results;
    std::erase(results, flag);
    writer->finding_loop =
        machine_code_.loop(plan_loop(writer->loop_code, results, flag), LoopOver::Tiles);
    marks_flags_ = writer->finding_loop != nullptr;
}

std::unique_ptr<Kernel> JitKernel::another() const {
    if (!elements_are_independent() && !lists_are_divisible()) return nullptr;
    return std::make_unique<JitKernel>(program(), simd_);
}

std::string JitKernel::disassemble() const {
    if (!is_made_) {
        JitKernel made(program(), simd_);
        made.need_code();
        return made.disassemble();
    }
    const std::string text = VectorKernel::disassemble();
    if (parts_.empty()) return text + format("no machine code: {}\n", why_not_);
    std::size_t n_loops = 0;
    std::size_t n_instructions = 0;
    std::string besides;
    for (const Part& part : parts_) {
        for (const std::size_t step : part.dense_steps)
            besides += format("  {}\n", print(program(), program().per_tile[step]));
        if (part.loop == nullptr) continue;
        ++n_loops;
        n_instructions += part.loop_code.size();
    }
    if (n_loops == 0) return text + "no machine code: nothing of it can go into a loop\n";
    const char* const plural = n_loops == 1 ? "" : "s";
    return text
           + format("machine code for {}: {} instructions in {} loop{}{}\n", name_of(simd_),
                    n_instructions, n_loops, plural, besides.empty() ? "" : ", besides")
           + besides;
}

}  // namespace brian
