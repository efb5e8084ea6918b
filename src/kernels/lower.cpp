#include "kernels/lower.h"

#include <algorithm>
#include <optional>

#include "base/format.h"
#include "kernels/read_block.h"
#include "kernels/tidy_values.h"

namespace brian {
namespace {

/// Tiles of 512 doubles: a dozen of them stay in a first-level cache of 48 KB, and the cost of
/// dispatching an operation is spread over as many elements.
constexpr std::uint32_t tile_size = 512;

/// Whether the result may be written over an argument: not by the functions of two arrays.
bool works_in_place(const BlockValue& value) {
    return value.action != Action::Evaluate || value.inputs.size() == 1;
}

bool is_draw(Action action) {
    return action == Action::Uniform || action == Action::Normal || action == Action::Poisson
           || action == Action::Binomial;
}

/// Gives each value its place and writes the instructions.
class Lowering {
  public:
    Lowering(const Places& places, std::vector<BlockValue> values);
    [[nodiscard]] Program program();

  private:
    void emit(ValueId id);
    void emit_scalar(ValueId id);
    void emit_load(ValueId id);
    void emit_element(ValueId id);
    [[nodiscard]] Instruction instruction(ValueId id) const;
    std::uint32_t add_scalar(double number, std::string name);
    /// The slot that the value can be computed straight into, because it is stored there.
    [[nodiscard]] std::optional<std::uint32_t> home_of(ValueId id) const;
    [[nodiscard]] bool can_live_in(ValueId id, std::uint32_t slot, ValueId store) const;
    /// Whether something after `begin` and before `end` changes the slot or its tile.
    [[nodiscard]] bool disturbed(std::uint32_t slot, ValueId begin, ValueId end) const;
    [[nodiscard]] bool only_for_draws(ValueId load) const;
    void release_inputs(ValueId id);
    std::uint32_t take_register();

    const Places& places_;
    std::vector<BlockValue> values_;
    std::vector<Operand> operands_;  // of each value
    std::vector<ValueId> last_use_;  // of each value; itself when nothing uses it
    std::vector<std::uint32_t> free_;
    Program program_;
};

Lowering::Lowering(const Places& places, std::vector<BlockValue> values)
    : places_(places), values_(std::move(values)), operands_(values_.size()) {
    for (ValueId id = 0; id < values_.size(); ++id) {
        last_use_.push_back(id);
        for (const ValueId input : values_[id].inputs) last_use_[input] = id;
    }
}

Program Lowering::program() {
    program_.slots = places_.slots();
    program_.tables = places_.tables();
    program_.elements_per_tile = places_.order() == Order::ElementByElement ? 1 : tile_size;
    for (ValueId id = 0; id < values_.size(); ++id) emit(id);
    return std::move(program_);
}

void Lowering::emit(ValueId id) {
    const BlockValue& value = values_[id];
    if (value.is_effect()) {
        program_.per_tile.push_back(instruction(id));
        release_inputs(id);
    } else if (value.rank != Rank::PerElement) {
        emit_scalar(id);
    } else if (value.action == Action::Load) {
        emit_load(id);
    } else {
        emit_element(id);
    }
}

void Lowering::emit_scalar(ValueId id) {
    const BlockValue& value = values_[id];
    if (value.is_literal()) {
        operands_[id].index = add_scalar(value.number, format("{}", value.number));
        return;
    }
    const bool loaded = value.action == Action::Load;
    operands_[id].index = add_scalar(
        0.0, loaded ? places_.slots()[value.place].name : format("s{}", program_.scalars.size()));
    auto& code = value.rank == Rank::Constant ? program_.once : program_.per_run;
    code.push_back(instruction(id));
}

void Lowering::emit_load(ValueId id) {
    operands_[id] = {Operand::Kind::Slot, values_[id].place};
    Instruction load = instruction(id);
    load.only_for_draws = only_for_draws(id);
    program_.per_tile.push_back(load);
    if (!disturbed(values_[id].place, id, last_use_[id])) return;
    Instruction copy;
    copy.inputs = {operands_[id]};
    operands_[id] = {Operand::Kind::Register, take_register()};
    copy.output = operands_[id];
    program_.per_tile.push_back(copy);
}

void Lowering::emit_element(ValueId id) {
    const auto home = home_of(id);
    const bool in_place = works_in_place(values_[id]);
    if (in_place) release_inputs(id);
    operands_[id] = home ? Operand{Operand::Kind::Slot, *home}
                         : Operand{Operand::Kind::Register, take_register()};
    if (!in_place) release_inputs(id);
    program_.per_tile.push_back(instruction(id));
}

Instruction Lowering::instruction(ValueId id) const {
    const BlockValue& value = values_[id];
    Instruction made;
    made.action = value.action;
    made.operation = value.operation;
    made.function = value.function;
    made.place = value.place;
    made.output = operands_[id];
    for (const ValueId input : value.inputs) made.inputs.push_back(operands_[input]);
    return made;
}

std::uint32_t Lowering::add_scalar(double number, std::string name) {
    program_.scalars.push_back({number, std::move(name)});
    return static_cast<std::uint32_t>(program_.scalars.size() - 1);
}

std::optional<std::uint32_t> Lowering::home_of(ValueId id) const {
    if (!works_in_place(values_[id])) return {};
    for (ValueId store = id + 1; store < values_.size(); ++store) {
        const BlockValue& value = values_[store];
        if (value.action != Action::Store || value.inputs[0] != id) continue;
        if (can_live_in(id, value.place, store)) return value.place;
    }
    return {};
}

bool Lowering::can_live_in(ValueId id, std::uint32_t slot, ValueId store) const {
    if (places_.slots()[slot].access != Binding::Access::Element) return false;
    for (std::uint32_t other = 0; other < places_.slots().size(); ++other)
        if (other != slot && places_.overlap(slot, other)) return false;
    // Whatever is in the slot now must have been used for the last time.
    for (ValueId earlier = 0; earlier < id; ++earlier)
        if (operands_[earlier] == Operand{Operand::Kind::Slot, slot} && last_use_[earlier] > id)
            return false;
    return !disturbed(slot, id, store) && !disturbed(slot, store, last_use_[id]);
}

bool Lowering::disturbed(std::uint32_t slot, ValueId begin, ValueId end) const {
    for (ValueId id = begin + 1; id < end; ++id) {
        const BlockValue& value = values_[id];
        if (value.is_effect() && places_.overlap(slot, value.place)) return true;
        if (value.action == Action::Load && value.place == slot) return true;
    }
    return false;
}

bool Lowering::only_for_draws(ValueId load) const {
    if (places_.slots()[values_[load].place].access != Binding::Access::ElementIndex) return false;
    return std::all_of(values_.begin(), values_.end(), [&](const BlockValue& value) {
        const bool draw = is_draw(value.action);
        for (std::size_t k = 0; k < value.inputs.size(); ++k) {
            const bool element = draw && k + 1 == value.inputs.size();  // the last argument
            if (value.inputs[k] == load && !element) return false;
            const bool same_for_all = values_[value.inputs[k]].rank != Rank::PerElement;
            if (draw && !element && !same_for_all) return false;
        }
        return true;
    });
}

void Lowering::release_inputs(ValueId id) {
    std::vector<std::uint32_t> done;
    for (const ValueId input : values_[id].inputs) {
        const Operand& operand = operands_[input];
        if (operand.kind != Operand::Kind::Register || last_use_[input] != id) continue;
        if (std::find(done.begin(), done.end(), operand.index) != done.end()) continue;
        done.push_back(operand.index);
        free_.push_back(operand.index);
    }
}

std::uint32_t Lowering::take_register() {
    if (free_.empty()) return program_.n_registers++;
    const std::uint32_t index = free_.back();
    free_.pop_back();
    return index;
}

}  // namespace

Program lower(const CodeBlock& block, const KernelBindings& bindings) {
    const Places places(block, bindings);
    const ValueGraph graph = read_block(block, places);
    return Lowering(places, fuse_products(drop_unused(graph.values()))).program();
}

}  // namespace brian
