#include "kernels/program.h"

#include <string_view>

#include "base/format.h"

namespace brian {
namespace {

std::string print(const Program& program, const Operand& operand) {
    switch (operand.kind) {
        case Operand::Kind::Scalar:
            return program.scalars[operand.index].name;
        case Operand::Kind::Slot:
            return program.slots[operand.index].name;
        case Operand::Kind::Register:
            break;
    }
    return format("r{}", operand.index);
}

std::string_view verb(const Program& program, const Instruction& instruction) {
    switch (instruction.action) {
        case Action::Compute:
            return name_of(instruction.operation);
        case Action::Evaluate:
            return instruction.function;
        case Action::Uniform:
            return "draw_uniform";
        case Action::Normal:
            return "draw_normal";
        case Action::Poisson:
            return "draw_poisson";
        case Action::Binomial:
            return "draw_binomial";
        case Action::Lookup:
            return program.tables[instruction.place].name;
        case Action::Load:
        case Action::Store:
        case Action::Accumulate:
            break;
    }
    return "";
}

}  // namespace

std::string print(const Program& program, const Instruction& instruction) {
    std::vector<std::string> inputs;
    for (const Operand& input : instruction.inputs) inputs.push_back(print(program, input));
    if (instruction.action == Action::Load)
        return format("load {}", program.slots[instruction.place].name);
    if (instruction.action == Action::Store)
        return format("{} := {}", program.slots[instruction.place].name, join(inputs, ", "));
    if (instruction.action == Action::Accumulate)
        return format("{} += {}", program.slots[instruction.place].name, join(inputs, ", "));
    return format("{} = {} {}", print(program, instruction.output), verb(program, instruction),
                  join(inputs, ", "));
}

namespace {

void append(std::string& text, const Program& program, std::string_view title,
            const std::vector<Instruction>& instructions) {
    if (instructions.empty()) return;
    text += format("{}:\n", title);
    for (const Instruction& instruction : instructions)
        text += format("  {}\n", print(program, instruction));
}

}  // namespace

std::string disassemble(const Program& program) {
    std::string text;
    append(text, program, "once", program.once);
    append(text, program, "per run", program.per_run);
    append(text, program,
           program.elements_per_tile == 1 ? "per element"
                                          : format("per {} elements", program.elements_per_tile),
           program.per_tile);
    return text;
}

}  // namespace brian
