#include "language/functions.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "math/functions.h"

namespace brian {

namespace {

using Rule = DimensionRule;

constexpr std::array table = {
    Function{"sin", 1, Rule::AllNone, "sine"},
    Function{"cos", 1, Rule::AllNone, "cosine"},
    Function{"tan", 1, Rule::AllNone, "tangent"},
    Function{"sinh", 1, Rule::AllNone, "hyperbolic sine"},
    Function{"cosh", 1, Rule::AllNone, "hyperbolic cosine"},
    Function{"tanh", 1, Rule::AllNone, "hyperbolic tangent"},
    Function{"arcsin", 1, Rule::AllNone, "inverse sine"},
    Function{"arccos", 1, Rule::AllNone, "inverse cosine"},
    Function{"arctan", 1, Rule::AllNone, "inverse tangent"},
    Function{"exp", 1, Rule::AllNone, "exponential"},
    Function{"log", 1, Rule::AllNone, "natural logarithm"},
    Function{"log10", 1, Rule::AllNone, "decimal logarithm"},
    Function{"expm1", 1, Rule::AllNone, "exp(x) - 1, exact for small x"},
    Function{"log1p", 1, Rule::AllNone, "log(1 + x), exact for small x"},
    Function{"exprel", 1, Rule::AllNone, "(exp(x) - 1)/x, and 1 at x = 0"},
    Function{"sqrt", 1, Rule::SquareRoot, "square root"},
    Function{"floor", 1, Rule::Same, "largest whole number not above x"},
    Function{"ceil", 1, Rule::Same, "smallest whole number not below x"},
    Function{"abs", 1, Rule::Same, "absolute value"},
    Function{"sign", 1, Rule::ToNone, "-1, 0 or 1", false, true},
    Function{"int", 1, Rule::ToNone, "whole part, towards zero; 1 for true and 0 for false", false,
             true},
    Function{"clip", 3, Rule::AllSame, "clip(x, low, high): x held between low and high"},
    Function{"min", 2, Rule::AllSame, "the smaller of two"},
    Function{"max", 2, Rule::AllSame, "the larger of two"},
    Function{"where", 3, Rule::Choice, "where(condition, a, b): a if the condition holds, else b"},
    Function{"timestep", 2, Rule::Timestep, "timestep(t, dt): whole steps of dt in t", false, true},
    Function{"rand", 0, Rule::Random, "uniform deviate in (0, 1)", true},
    Function{"randn", 0, Rule::Random, "standard normal deviate", true},
    Function{"poisson", 1, Rule::AllNone, "poisson(mean): Poisson deviate", true, true},
    Function{"binomial", 2, Rule::AllNone, "binomial(n, p): successes of n trials", true, true},
    Function{"fma", 3, Rule::MultiplyAdd, "fma(a, b, c): a*b + c rounded once"},
};

struct UnaryBody {
    std::string_view name;
    double (*body)(double);
};
struct BinaryBody {
    std::string_view name;
    double (*body)(double, double);
};
struct TernaryBody {
    std::string_view name;
    double (*body)(double, double, double);
};

constexpr std::array unary_bodies = {
    UnaryBody{"sin", math::sin},          UnaryBody{"cos", math::cos},
    UnaryBody{"tan", math::tan},          UnaryBody{"sinh", math::sinh},
    UnaryBody{"cosh", math::cosh},        UnaryBody{"tanh", math::tanh},
    UnaryBody{"arcsin", math::arcsin},    UnaryBody{"arccos", math::arccos},
    UnaryBody{"arctan", math::arctan},    UnaryBody{"exp", math::exp},
    UnaryBody{"log", math::log},          UnaryBody{"log10", math::log10},
    UnaryBody{"expm1", math::expm1},      UnaryBody{"log1p", math::log1p},
    UnaryBody{"exprel", math::exprel},    UnaryBody{"sqrt", math::sqrt},
    UnaryBody{"floor", math::floor},      UnaryBody{"ceil", math::ceil},
    UnaryBody{"abs", math::abs},          UnaryBody{"sign", math::sign},
    UnaryBody{"int", math::integer_part},
};
constexpr std::array binary_bodies = {
    BinaryBody{"min", math::minimum},
    BinaryBody{"max", math::maximum},
    BinaryBody{"timestep", math::timestep},
};
constexpr std::array ternary_bodies = {
    TernaryBody{"clip", math::clip},
    TernaryBody{"where", math::choose},
    TernaryBody{"fma", math::fused_multiply_add},
};

template <class Bodies>
auto body_of(const Bodies& bodies, std::string_view name) {
    const auto found = std::find_if(bodies.begin(), bodies.end(),
                                    [&](const auto& row) { return row.name == name; });
    if (found == bodies.end())
        throw std::logic_error("function without a value: " + std::string(name));
    return found->body;
}

}  // namespace

std::span<const Function> functions() {
    return table;
}

const Function* find_function(std::string_view name) {
    const auto* found = std::find_if(table.begin(), table.end(),
                                     [&](const Function& row) { return row.name == name; });
    return found == table.end() ? nullptr : found;
}

std::vector<std::string> function_names() {
    std::vector<std::string> names;
    names.reserve(table.size());
    for (const Function& row : table) names.emplace_back(row.name);
    return names;
}

double apply(const Function& function, std::span<const double> arguments) {
    if (arguments.size() != static_cast<std::size_t>(function.arity))
        throw std::logic_error("wrong number of arguments");
    if (function.arity == 1) return body_of(unary_bodies, function.name)(arguments[0]);
    if (function.arity == 2)
        return body_of(binary_bodies, function.name)(arguments[0], arguments[1]);
    return body_of(ternary_bodies, function.name)(arguments[0], arguments[1], arguments[2]);
}

}  // namespace brian
