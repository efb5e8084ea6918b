#include "kernels/loop_writer.h"

#include <algorithm>
#include <bit>

#include "kernels/jit_operations.h"

namespace brian {

using asmjit::x86::Gp;
using asmjit::x86::KReg;
using asmjit::x86::Mem;

namespace {

constexpr std::uint32_t shift_of_double = 3;  // 8 bytes
constexpr std::uint32_t shift_of_number = 2;  // 4 bytes

/// How many registers can hold scalars and leave enough for the rest.
std::size_t n_held(const LoopPlan& plan, std::uint32_t width) {
    const bool calls = std::any_of(plan.steps.begin(), plan.steps.end(), [](const LoopStep& step) {
        return step.instruction.action == Action::Evaluate;
    });
    if (width == 8) return calls ? 6 : 12;
    return calls ? 2 : 6;
}

std::uint32_t log2_of(std::uint32_t width) {
    return static_cast<std::uint32_t>(std::countr_zero(width));
}

}  // namespace

LoopWriter::LoopWriter(asmjit::x86::Compiler& code, const Program& program, math::Simd simd)
    : code_(code), program_(program), simd_(simd) {
    for (const Instruction& instruction : program.per_run)
        changing_scalars_.insert(instruction.output.index);
}

void LoopWriter::begin_function(CodeLanes::Width widest) {
    asmjit::FuncNode* const function = code_.addFunc(
        asmjit::FuncSignatureT<void, double* const*, double*, std::size_t, std::uint8_t*,
                               std::ptrdiff_t, const std::uint32_t*>());
    function->frame().setAvxEnabled();
    function->frame().setAvxCleanup();
    // Without it the allocator keeps to the registers that VEX code, short of AVX512VL, can name.
    if (widest == CodeLanes::Width::Eight) function->frame().setAvx512Enabled();
    tiles_ = code_.newUIntPtr();
    scalars_ = code_.newUIntPtr();
    n_ = code_.newUIntPtr();
    function->setArg(0, tiles_);
    function->setArg(1, scalars_);
    function->setArg(2, n_);
    marks_ = code_.newUIntPtr();
    function->setArg(3, marks_);
    direction_ = code_.newIntPtr();
    function->setArg(4, direction_);
    if (over_ == LoopOver::Tiles) return;
    elements_ = code_.newUIntPtr();
    function->setArg(5, elements_);
}

void LoopWriter::write_loop(const LoopPlan& plan, LoopOver over) {
    over_ = over;
    const auto width =
        simd_ == math::Simd::Avx512 ? CodeLanes::Width::Eight : CodeLanes::Width::Four;
    begin_function(width);
    fetch_pointers(plan);
    element_ = code_.newUIntPtr();
    mark_ = code_.newUIntPtr();
    write_whole_vectors(plan, width);
    if (width == CodeLanes::Width::Eight && over == LoopOver::Tiles)
        write_rest(plan);
    else
        write_one_by_one(plan);
    code_.endFunc();
}

void LoopWriter::write_shared_values() {
    begin_function(CodeLanes::Width::One);
    CodeLanes on(code_, CodeLanes::Width::One);
    std::map<std::uint32_t, Real> known;
    for (const Instruction& instruction : program_.per_run) {
        std::vector<Real> inputs;
        for (const Operand& input : instruction.inputs) {
            const auto found = known.find(input.index);
            inputs.push_back(found == known.end() ? scalar(input.index, on) : found->second);
        }
        Real& value = known[instruction.output.index];
        value = instruction.action == Action::Load
                    ? shared_place(program_.slots[instruction.place], on)
                    : write_code(on, instruction, inputs);
        on.store(scalar_place(instruction.output.index), value);
    }
    code_.endFunc();
}

void LoopWriter::fetch_pointers(const LoopPlan& plan) {
    const auto fetch = [&](const Operand& place) {
        if (place.kind == Operand::Kind::Scalar) return;
        const std::uint32_t number = tile_number(place);
        if (pointers_.contains(number)) return;
        const Gp pointer = code_.newUIntPtr();
        if (is_listed(place))
            code_.mov(pointer, asmjit::Imm(program_.slots[place.index].data));
        else
            code_.mov(pointer, asmjit::x86::ptr_64(tiles_, static_cast<std::int32_t>(8 * number)));
        pointers_[number] = pointer;
    };
    for (const LoopStep& step : plan.steps)
        for (const LoopInput& input : step.inputs)
            if (!input.step) fetch(input.place);
    for (const LoopResult& result : plan.results) {
        fetch(result.place);
        if (!result.value.step) fetch(result.value.place);
    }
    if (plan.flag && !plan.flag->step) fetch(plan.flag->place);
}

void LoopWriter::write_whole_vectors(const LoopPlan& plan, CodeLanes::Width width) {
    CodeLanes on(code_, width);
    const asmjit::Label again = code_.newLabel();
    const asmjit::Label done = code_.newLabel();
    const Gp left = code_.newUIntPtr();
    const Gp stride = code_.newIntPtr();
    code_.mov(left, n_);
    code_.shr(left, log2_of(on.width()));
    code_.jz(done);
    write_start(left, on.width());
    code_.mov(stride, direction_);
    code_.shl(stride, log2_of(on.width()));
    hold_scalars(plan, on);
    code_.bind(again);
    write_body(plan, on, nullptr);
    held_.clear();
    code_.add(element_, stride);
    if (plan.flag) code_.add(mark_, direction_);
    code_.dec(left);
    code_.jnz(again);
    code_.bind(done);
    code_.mov(element_, n_);
    code_.and_(element_, -static_cast<std::int32_t>(on.width()));
    code_.mov(mark_, n_);
    code_.shr(mark_, log2_of(on.width()));
    code_.add(mark_, marks_);
}

/// Puts the scalars that are read most, and what is true, into registers for the whole loop:
/// reading them again for each vector keeps the processor from reading arrays.
void LoopWriter::hold_scalars(const LoopPlan& plan, CodeLanes& on) {
    std::map<std::uint32_t, std::size_t> n_reads;
    const auto count = [&](const LoopInput& input) {
        if (!input.step && input.place.kind == Operand::Kind::Scalar) ++n_reads[input.place.index];
    };
    for (const LoopStep& step : plan.steps)
        for (const LoopInput& input : step.inputs) count(input);
    for (const LoopResult& result : plan.results) count(result.value);
    std::vector<std::uint32_t> order;
    order.reserve(n_reads.size());
    for (const auto& [index, n] : n_reads) order.push_back(index);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return n_reads[a] > n_reads[b]; });
    order.resize(std::min(order.size(), n_held(plan, on.width())));
    for (const std::uint32_t index : order) held_[index] = on.copy(scalar(index, on));
    on.hold_one();
}

/// The first of `n_vectors` vectors forwards, the last backwards.
void LoopWriter::write_start(const Gp& n_vectors, std::uint32_t width) {
    const asmjit::Label forwards = code_.newLabel();
    code_.xor_(element_, element_);
    code_.mov(mark_, marks_);
    code_.test(direction_, direction_);
    code_.jns(forwards);
    code_.mov(element_, n_vectors);
    code_.dec(element_);
    code_.add(mark_, element_);
    code_.shl(element_, log2_of(width));
    code_.bind(forwards);
}

void LoopWriter::write_one_by_one(const LoopPlan& plan) {
    CodeLanes on(code_, CodeLanes::Width::One);
    const asmjit::Label again = code_.newLabel();
    const asmjit::Label done = code_.newLabel();
    code_.cmp(element_, n_);
    code_.jae(done);
    code_.bind(again);
    write_body(plan, on, nullptr);
    code_.inc(element_);
    if (plan.flag) code_.inc(mark_);
    code_.cmp(element_, n_);
    code_.jb(again);
    code_.bind(done);
}

void LoopWriter::write_rest(const LoopPlan& plan) {
    CodeLanes on(code_, CodeLanes::Width::Eight);
    const asmjit::Label done = code_.newLabel();
    const Gp bits = code_.newUInt32();
    const KReg some = code_.newKb();
    code_.sub(n_, element_);
    code_.jz(done);
    code_.xor_(bits, bits);
    code_.bts(bits, n_.r32());
    code_.dec(bits);
    code_.kmovb(some, bits);
    write_body(plan, on, &some);
    code_.bind(done);
}

void LoopWriter::write_body(const LoopPlan& plan, CodeLanes& on, const KReg* some) {
    values_.clear();
    loaded_.clear();
    for (const LoopStep& step : plan.steps) {
        std::vector<Real> inputs;
        for (const LoopInput& input : step.inputs) inputs.push_back(value_of(input, on, some));
        values_.push_back(write_code(on, step.instruction, inputs));
    }
    // All are read before any is written: `v = w` and `w = v` may swap two arrays.
    std::vector<Real> results;
    for (const LoopResult& result : plan.results)
        results.push_back(value_of(result.value, on, some));
    if (plan.flag) write_marks(*plan.flag, on, some);
    for (std::size_t k = 0; k < results.size(); ++k)
        store(plan.results[k].place, results[k], on, some);
}

void LoopWriter::store(const Operand& place, const Real& value, CodeLanes& on, const KReg* some) {
    if (is_listed(place))
        on.store_each([&](std::size_t lane) { return listed_place(place, lane); }, value);
    else if (some == nullptr)
        on.store(tile_of(place), value);
    else
        on.store(tile_of(place), value, *some);
}

void LoopWriter::write_marks(const LoopInput& flag, CodeLanes& on, const KReg* some) {
    CodeLanes::Mask mask = on.is_true(value_of(flag, on, some));
    if (some != nullptr) mask = on.both(mask, {*some});
    on.store_bits(asmjit::x86::ptr_8(mark_), mask);
}

CodeLanes::Real LoopWriter::value_of(const LoopInput& input, CodeLanes& on, const KReg* some) {
    if (input.step) return values_[*input.step];
    if (input.place.kind == Operand::Kind::Scalar) return scalar(input.place.index, on);
    return loaded(input.place, on, some);
}

CodeLanes::Real LoopWriter::loaded(const Operand& place, CodeLanes& on, const KReg* some) {
    const auto [known, is_new] = loaded_.try_emplace(tile_number(place));
    if (!is_new) return known->second;
    if (is_listed(place))
        known->second = on.load_each([&](std::size_t lane) { return listed_place(place, lane); });
    else
        known->second = some == nullptr ? on.load(tile_of(place)) : on.load(tile_of(place), *some);
    return known->second;
}

bool LoopWriter::is_listed(const Operand& operand) const {
    return over_ == LoopOver::List && operand.kind == Operand::Kind::Slot
           && program_.slots[operand.index].access == Binding::Access::Element;
}

Mem LoopWriter::listed_place(const Operand& operand, std::size_t lane) {
    const Gp element = code_.newUIntPtr();
    const auto offset = static_cast<std::int32_t>(sizeof(std::uint32_t) * lane);
    code_.mov(element.r32(), asmjit::x86::ptr_32(elements_, element_, shift_of_number, offset));
    return asmjit::x86::ptr_64(pointers_.at(tile_number(operand)), element, shift_of_double);
}

CodeLanes::Real LoopWriter::scalar(std::uint32_t index, CodeLanes& on) {
    const auto held = held_.find(index);
    if (held != held_.end()) return held->second;
    if (changing_scalars_.contains(index)) return on.all(scalar_place(index));
    return on.all(program_.scalars[index].value);
}

CodeLanes::Real LoopWriter::shared_place(const Binding& slot, CodeLanes& on) {
    const Gp address = code_.newUIntPtr();
    code_.mov(address, asmjit::Imm(slot.data));
    return on.load(asmjit::x86::ptr_64(address));
}

Mem LoopWriter::tile_of(const Operand& operand) const {
    return asmjit::x86::ptr(pointers_.at(tile_number(operand)), element_, shift_of_double);
}

Mem LoopWriter::scalar_place(std::uint32_t index) const {
    return asmjit::x86::ptr_64(scalars_, static_cast<std::int32_t>(8 * index));
}

std::uint32_t LoopWriter::tile_number(const Operand& operand) const {
    return operand.kind == Operand::Kind::Register ? operand.index
                                                   : program_.n_registers + operand.index;
}

}  // namespace brian
