#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "units/quantity.h"

namespace brian {

/// One unit of `name` in SI: "volt", "mvolt", "mV", "ms", "metre2", "umetre3", "nS", "Mohm" ...
/// (Brian 2's names and short names). Single-letter symbols (s, V, m ...) are not among them.
[[nodiscard]] std::optional<Quantity> find_unit(std::string_view name);

/// Single-letter SI symbols, units only directly after a number or in the unit expression that
/// follows one.
[[nodiscard]] std::optional<Quantity> find_unit_symbol(std::string_view name);

/// Physical and mathematical constants: "pi", "e", "inf", "zero_celsius", "elementary_charge" ...
/// (b2:brian2/units/constants.py).
[[nodiscard]] std::optional<Quantity> find_constant(std::string_view name);

/// Every unit name, for --list and for suggestions.
[[nodiscard]] std::vector<std::string> unit_names();
[[nodiscard]] std::vector<std::string> constant_names();

/// A unit in which values of `dimension` are pleasant to read in a results file, and its size in
/// SI: volt -> {"mV", 1e-3}, second -> {"ms", 1e-3}, ampere -> {"nA", 1e-9}, siemens -> {"nS",
/// 1e-9}, hertz -> {"Hz", 1}; else SI.
struct DisplayUnit {
    std::string name;
    double size = 1.0;
};
[[nodiscard]] DisplayUnit display_unit(const Dimension& dimension);

}  // namespace brian
