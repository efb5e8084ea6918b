#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace brian {

/// The decimal number that the whole of `text` is ("5", "-1e-3", ".5", "5."), correctly rounded and
/// whatever the locale. Nothing for hexadecimal, "inf", "nan", blanks, a number beyond the range of
/// doubles, or anything else. "010" is ten.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

/// The shortest decimal that parse_number() turns into the very same double.
[[nodiscard]] std::string print_number(double number);

}  // namespace brian
