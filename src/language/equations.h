#pragma once

#include <string>
#include <vector>

#include "language/expr.h"

namespace brian {

/// What a value is besides its dimension. Booleans are 0/1 doubles, integers whole doubles.
enum class ValueKind { Real, Integer, Boolean };

enum class EquationKind {
    Differential,   ///< dx/dt = expression : unit (flags)
    Subexpression,  ///< x = expression : unit (flags)
    Parameter,      ///< x : unit (flags)
    Alias           ///< x = y
};

/// A flag in parentheses: "constant", "shared", "unless refractory", "constant over dt", "linked",
/// "event-driven", "clock-driven", "summed", "added".
struct Flag {
    std::string text;
    SourceSpan where;
};

/// One line of Brian's equations (b2:brian2/equations/equations.py; aliases from
/// b1:brian/equations.py).
struct Equation {
    EquationKind kind = EquationKind::Parameter;
    std::string variable;
    SourceSpan variable_where;
    Expr expression;  ///< the rate of a Differential, the value of a Subexpression, the Name of an
                      ///< Alias; else none
    Dimension dimension;  ///< of the variable itself (not of its rate)
    ValueKind value_kind = ValueKind::Real;
    bool unit_scaled = false;  ///< the unit was written as `mV` where `volt` was meant
    SourceSpan unit_where;
    std::vector<Flag> flags;
    SourceSpan where;  ///< the whole equation

    [[nodiscard]] bool has_flag(std::string_view flag) const;
};

using Equations = std::vector<Equation>;

}  // namespace brian
