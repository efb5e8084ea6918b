#include "kernels/jit_operations.h"

#include <array>

#include "math/exponential.h"

namespace brian {
namespace {

using Real = CodeLanes::Real;
using Comparison = CodeLanes::Comparison;
using Rounding = CodeLanes::Rounding;

struct InlineFunction {
    std::string_view name;
    Real (*write)(CodeLanes& on, Real x);
};

constexpr std::array inline_functions{InlineFunction{"exp", math::exp_of<CodeLanes>},
                                      InlineFunction{"expm1", math::expm1_of<CodeLanes>},
                                      InlineFunction{"exprel", math::exprel_of<CodeLanes>}};

const InlineFunction* find_inline(std::string_view name) {
    for (const InlineFunction& function : inline_functions)
        if (function.name == name) return &function;
    return nullptr;
}

Real truth(CodeLanes& on, const Real& a, const Real& b, Comparison comparison) {
    return on.truth(on.compare(a, b, comparison));
}

Real unary(CodeLanes& on, Elementwise operation, const Real& a) {
    switch (operation) {
        case Elementwise::Negate:
            return on.negate(a);
        case Elementwise::Not:
            return truth(on, a, on.all(0.0), Comparison::Equal);
        case Elementwise::Sqrt:
            return on.sqrt(a);
        case Elementwise::Floor:
            return on.round(a, Rounding::Down);
        case Elementwise::Ceil:
            return on.round(a, Rounding::Up);
        case Elementwise::Truncate:
            return on.round(a, Rounding::ToZero);
        case Elementwise::Abs:
            return on.magnitude(a);
        case Elementwise::Sign:
            return on.subtract(truth(on, a, on.all(0.0), Comparison::Greater),
                               truth(on, a, on.all(0.0), Comparison::Less));
        default:
            return a;  // Copy
    }
}

/// floor((t + 1e-3 dt) / dt)
Real timestep(CodeLanes& on, const Real& t, const Real& dt) {
    const Real shifted = on.add(t, on.multiply(on.all(1e-3), dt));
    return on.round(on.divide(shifted, dt), Rounding::Down);
}

Real comparison(CodeLanes& on, Elementwise operation, const Real& a, const Real& b) {
    switch (operation) {
        case Elementwise::Less:
            return truth(on, a, b, Comparison::Less);
        case Elementwise::LessEqual:
            return truth(on, a, b, Comparison::LessEqual);
        case Elementwise::Greater:
            return truth(on, a, b, Comparison::Greater);
        case Elementwise::GreaterEqual:
            return truth(on, a, b, Comparison::GreaterEqual);
        case Elementwise::Equal:
            return truth(on, a, b, Comparison::Equal);
        case Elementwise::NotEqual:
            return truth(on, a, b, Comparison::NotEqual);
        case Elementwise::And:
            return on.truth(on.both(on.is_true(a), on.is_true(b)));
        default:  // Or
            return on.truth(on.either(on.is_true(a), on.is_true(b)));
    }
}

Real binary(CodeLanes& on, Elementwise operation, const Real& a, const Real& b) {
    switch (operation) {
        case Elementwise::Add:
            return on.add(a, b);
        case Elementwise::Subtract:
            return on.subtract(a, b);
        case Elementwise::Multiply:
            return on.multiply(a, b);
        case Elementwise::Divide:
            return on.divide(a, b);
        case Elementwise::FloorDivide:
            return on.round(on.divide(a, b), Rounding::Down);
        case Elementwise::Minimum:
            return on.smaller(a, b);
        case Elementwise::Maximum:
            return on.greater(a, b);
        case Elementwise::Timestep:
            return timestep(on, a, b);
        default:
            return comparison(on, operation, a, b);
    }
}

Real ternary(CodeLanes& on, Elementwise operation, std::span<const Real, 3> in) {
    switch (operation) {
        case Elementwise::Choose:
            return on.choose(on.is_true(in[0]), in[1], in[2]);
        case Elementwise::Clip:
            return on.smaller(on.greater(in[0], in[1]), in[2]);
        case Elementwise::Fused:
            return on.fused(in[0], in[1], in[2]);
        case Elementwise::MultiplyAdd:
            return on.add(on.multiply(in[0], in[1]), in[2]);
        case Elementwise::MultiplySubtract:
            return on.subtract(on.multiply(in[0], in[1]), in[2]);
        default:  // SubtractProduct
            return on.subtract(in[2], on.multiply(in[0], in[1]));
    }
}

}  // namespace

bool can_inline(const Instruction& instruction) {
    if (instruction.action == Action::Compute) return true;
    return instruction.action == Action::Evaluate && find_inline(instruction.function) != nullptr;
}

Real write_code(CodeLanes& on, const Instruction& instruction, std::span<const Real> inputs) {
    if (instruction.action == Action::Evaluate)
        return find_inline(instruction.function)->write(on, inputs[0]);
    switch (arity_of(instruction.operation)) {
        case 1:
            return unary(on, instruction.operation, inputs[0]);
        case 2:
            return binary(on, instruction.operation, inputs[0], inputs[1]);
        default:
            return ternary(on, instruction.operation, inputs.first<3>());
    }
}

}  // namespace brian
