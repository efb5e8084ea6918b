#include <algorithm>
#include <numeric>

#include "kernels/program.h"

namespace brian {
namespace {

/// [ns] with a few lanes of a recent processor; gathering costs more than computing.
double cost_of(const Instruction& instruction) {
    switch (instruction.action) {
        case Action::Load:
        case Action::Store:
            return instruction.output.kind == Operand::Kind::Register ? 0.5 : 0.0;
        case Action::Compute:
            return 0.15;
        case Action::Accumulate:
            return 3.0;
        case Action::Evaluate:
        case Action::Lookup:
            return 2.0;
        case Action::Uniform:
        case Action::Normal:
            return 4.0;
        case Action::Poisson:
        case Action::Binomial:
            return 20.0;
    }
    return 1.0;
}

bool is_own(const Binding& slot) {
    return slot.access == Binding::Access::Element || slot.access == Binding::Access::ElementIndex;
}

}  // namespace

bool elements_are_independent(const Program& program) {
    if (program.elements_per_tile == 1) return false;
    return std::all_of(program.per_tile.begin(), program.per_tile.end(), [&](const auto& step) {
        if (step.action == Action::Accumulate) return false;
        const bool memory = step.action == Action::Load || step.action == Action::Store;
        return !memory || is_own(program.slots[step.place]);
    });
}

// What elements read of others, none of them writes: else they would run one by one.
bool lists_are_divisible(const Program& program) {
    if (program.elements_per_tile == 1) return false;
    return std::all_of(program.per_tile.begin(), program.per_tile.end(), [&](const auto& step) {
        if (step.action == Action::Accumulate) return false;
        return step.action != Action::Store || is_own(program.slots[step.place]);
    });
}

double cost_of_element(const Program& program) {
    return std::accumulate(
        program.per_tile.begin(), program.per_tile.end(), 0.0,
        [](double sum, const Instruction& instruction) { return sum + cost_of(instruction); });
}

}  // namespace brian
