#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "units/dimension.h"

namespace brian {

/// How the dimension of a function's value follows from those of its arguments.
enum class DimensionRule {
    AllNone,     ///< arguments and value are pure numbers: exp, sin, ...
    Same,        ///< value as argument: abs, floor, ceil
    SquareRoot,  ///< sqrt
    ToNone,      ///< any argument, pure number: sign, int
    AllSame,     ///< all arguments and the value alike: min, max, clip
    Choice,      ///< where(condition, a, b): a boolean, then two alike
    Timestep,    ///< timestep(t, dt): two times, an integer
    Random,      ///< rand(), randn(): no arguments, pure number
    MultiplyAdd  ///< fma(a, b, c): a*b as c (internal)
};

struct Function {
    std::string_view name;
    int arity;
    DimensionRule rule;
    std::string_view description;
    bool random = false;  ///< a draw: rand, randn, poisson, binomial
    bool integer_value = false;
};

/// Every built-in function of the language, Brian 2's and our additions (where, min, max,
/// binomial).
[[nodiscard]] std::span<const Function> functions();
[[nodiscard]] const Function* find_function(std::string_view name);
[[nodiscard]] std::vector<std::string> function_names();

/// Value of a non-random function by brian::math; arguments.size() must be its arity.
[[nodiscard]] double apply(const Function& function, std::span<const double> arguments);

}  // namespace brian
