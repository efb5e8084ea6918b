#include "kernels/loop_plan.h"

#include <algorithm>
#include <numeric>

namespace brian {
namespace {

/// Follows the values from place to place.
class Planner {
  public:
    void add(const Instruction& instruction);
    [[nodiscard]] LoopPlan plan(const std::vector<Operand>& results,
                                const std::optional<Operand>& flag) &&;

  private:
    [[nodiscard]] LoopInput value_in(const Operand& place) const;
    void put(const Operand& place, const LoopInput& value);

    LoopPlan plan_;
    std::vector<LoopResult> current_;  ///< what the places that were written hold
};

LoopInput Planner::value_in(const Operand& place) const {
    for (const LoopResult& written : current_)
        if (written.place == place) return written.value;
    return {place, {}};
}

void Planner::put(const Operand& place, const LoopInput& value) {
    for (LoopResult& written : current_)
        if (written.place == place) {
            written.value = value;
            return;
        }
    current_.push_back({place, value});
}

void Planner::add(const Instruction& instruction) {
    std::vector<LoopInput> inputs;
    for (const Operand& input : instruction.inputs) inputs.push_back(value_in(input));
    if (instruction.action == Action::Store) {
        put({Operand::Kind::Slot, instruction.place}, inputs[0]);
        return;
    }
    plan_.steps.push_back({instruction, std::move(inputs)});
    put(instruction.output, {instruction.output, plan_.steps.size() - 1});
}

LoopPlan Planner::plan(const std::vector<Operand>& results, const std::optional<Operand>& flag) && {
    for (const Operand& place : results) plan_.results.push_back({place, value_in(place)});
    if (flag) plan_.flag = value_in(*flag);
    return std::move(plan_);
}

/// About how many cycles the value is waited for.
int cycles(const Instruction& instruction) {
    if (instruction.action == Action::Evaluate) return 80;
    switch (instruction.operation) {
        case Elementwise::Divide:
        case Elementwise::FloorDivide:
        case Elementwise::Timestep:
        case Elementwise::Sqrt:
            return 16;
        case Elementwise::MultiplyAdd:
        case Elementwise::MultiplySubtract:
        case Elementwise::SubtractProduct:
            return 8;
        default:
            return 4;
    }
}

/// Of each step, the cycles until the last value that needs it is there.
std::vector<int> waiting_times(const std::vector<LoopStep>& steps) {
    std::vector<int> waiting(steps.size());
    for (std::size_t k = steps.size(); k-- > 0;) {
        waiting[k] += cycles(steps[k].instruction);
        for (const LoopInput& input : steps[k].inputs)
            if (input.step) waiting[*input.step] = std::max(waiting[*input.step], waiting[k]);
    }
    return waiting;
}

/// The plan with its steps in another order: new step k is old step order[k].
LoopPlan reordered(const LoopPlan& plan, const std::vector<std::size_t>& order) {
    LoopPlan made;
    std::vector<std::size_t> number(order.size());
    for (std::size_t k = 0; k < order.size(); ++k) number[order[k]] = k;
    const auto renumber = [&](LoopInput& input) {
        if (input.step) input.step = number[*input.step];
    };
    for (const std::size_t old : order) {
        made.steps.push_back(plan.steps[old]);
        for (LoopInput& input : made.steps.back().inputs) renumber(input);
    }
    made.results = plan.results;
    for (LoopResult& result : made.results) renumber(result.value);
    made.flag = plan.flag;
    if (made.flag) renumber(*made.flag);
    return made;
}

}  // namespace

LoopPlan plan_loop(const std::vector<Instruction>& code, const std::vector<Operand>& results,
                   const std::optional<Operand>& flag) {
    Planner planner;
    for (const Instruction& instruction : code) planner.add(instruction);
    const LoopPlan plan = std::move(planner).plan(results, flag);
    const std::vector<int> waiting = waiting_times(plan.steps);
    std::vector<std::size_t> order(plan.steps.size());
    std::iota(order.begin(), order.end(), 0U);
    // A step takes longer than nothing, so that it stays behind those whose values it reads.
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return waiting[a] > waiting[b]; });
    return reordered(plan, order);
}

}  // namespace brian
