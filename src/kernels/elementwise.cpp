#include "kernels/elementwise.h"

#include <array>

#include "language/expr.h"

namespace brian {
namespace {

struct Entry {
    std::string_view name;
    std::size_t arity;
};

constexpr std::array entries{
#define UNARY(code, name, value) Entry{name, 1},
#define BINARY(code, name, value) Entry{name, 2},
#define TERNARY(code, name, value) Entry{name, 3},
#include "kernels/elementwise.def"
#undef UNARY
#undef BINARY
#undef TERNARY
};

struct Meaning {
    Op op;
    Elementwise operation;
};

constexpr std::array meanings{
    Meaning{Op::Add, Elementwise::Add},
    Meaning{Op::Sub, Elementwise::Subtract},
    Meaning{Op::Mul, Elementwise::Multiply},
    Meaning{Op::Div, Elementwise::Divide},
    Meaning{Op::FloorDiv, Elementwise::FloorDivide},
    Meaning{Op::Lt, Elementwise::Less},
    Meaning{Op::Le, Elementwise::LessEqual},
    Meaning{Op::Gt, Elementwise::Greater},
    Meaning{Op::Ge, Elementwise::GreaterEqual},
    Meaning{Op::Eq, Elementwise::Equal},
    Meaning{Op::Ne, Elementwise::NotEqual},
    Meaning{Op::And, Elementwise::And},
    Meaning{Op::Or, Elementwise::Or},
    Meaning{Op::Neg, Elementwise::Negate},
    Meaning{Op::Not, Elementwise::Not},
};

/// The functions of the language among the operations; the other names are the vector engine's own.
constexpr std::array function_operations{
    Elementwise::Sqrt,     Elementwise::Floor,  Elementwise::Ceil,    Elementwise::Truncate,
    Elementwise::Abs,      Elementwise::Sign,   Elementwise::Minimum, Elementwise::Maximum,
    Elementwise::Timestep, Elementwise::Choose, Elementwise::Clip,    Elementwise::Fused,
};

}  // namespace

std::string_view name_of(Elementwise operation) {
    return entries.at(static_cast<std::size_t>(operation)).name;
}

std::size_t arity_of(Elementwise operation) {
    return entries.at(static_cast<std::size_t>(operation)).arity;
}

std::optional<Elementwise> elementwise(Op op) {
    for (const Meaning& meaning : meanings)
        if (meaning.op == op) return meaning.operation;
    return {};
}

std::optional<Elementwise> elementwise(std::string_view function) {
    for (const Elementwise operation : function_operations)
        if (name_of(operation) == function) return operation;
    return {};
}

}  // namespace brian
