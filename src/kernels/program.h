#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/elementwise.h"
#include "kernels/kernel.h"

namespace brian {

/// Where a value of a program is.
struct Operand {
    enum class Kind : std::uint8_t {
        Scalar,    ///< one number for all elements
        Register,  ///< a tile of numbers in scratch memory
        Slot       ///< a tile of the bound array: the array itself where elements are contiguous
    };
    Kind kind = Kind::Scalar;
    std::uint32_t index = 0;
    bool operator==(const Operand&) const = default;
};

/// What an instruction does. `place` is a slot, or the table of a Lookup.
enum class Action : std::uint8_t {
    Load,        ///< slot: fetch from memory
    Store,       ///< slot = input
    Accumulate,  ///< slot += input, one element after the other
    Compute,     ///< output = operation(inputs)
    Evaluate,    ///< output = function(inputs): pow, or one of the language's
    Uniform,     ///< output = draw(low, high, step, element)
    Normal,      ///< output = draw(low, high, step, element)
    Poisson,     ///< output = draw(lambda, low, high, step, element)
    Binomial,    ///< output = draw(n, p, low, high, step, element)
    Lookup       ///< output = table(t) or table(t, i)
};

struct Instruction {
    Action action = Action::Compute;
    Elementwise operation = Elementwise::Copy;  ///< of Compute
    std::string_view function;                  ///< of Evaluate
    std::uint32_t place = 0;
    Operand output;
    std::vector<Operand> inputs;
    /// Of a Load of ElementIndex: only draws use it, so that a dense run need not write the numbers
    /// out.
    bool only_for_draws = false;
};

/// One number for all elements: a constant, or what the instructions of `once` and `per_run` put
/// there.
struct Scalar {
    double value = 0.0;
    std::string name;  ///< for disassemble(): the constant's digits, the binding's name, or s7
};

/// Three-address code of a block.
struct Program {
    std::vector<Binding> slots;
    std::vector<TableBinding> tables;
    std::vector<Scalar> scalars;
    std::vector<Instruction> once;      ///< on constants: when the kernel is made
    std::vector<Instruction> per_run;   ///< on shared values: once per run
    std::vector<Instruction> per_tile;  ///< on elements
    std::uint32_t n_registers = 0;
    std::uint32_t elements_per_tile = 512;  ///< 1 when the block must run element by element
};

/// Whether each element reads and writes its own values alone, so that ranges of elements may run
/// at the same time.
[[nodiscard]] bool elements_are_independent(const Program& program);
/// Whether parts of a list of elements may run at the same time.
[[nodiscard]] bool lists_are_divisible(const Program& program);
/// Roughly what an element costs [ns].
[[nodiscard]] double cost_of_element(const Program& program);

/// An instruction as text.
[[nodiscard]] std::string print(const Program& program, const Instruction& instruction);

/// The program as text, one instruction a line.
[[nodiscard]] std::string disassemble(const Program& program);

}  // namespace brian
