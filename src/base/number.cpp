#include "base/number.h"

#include <charconv>

#include "base/format.h"

namespace brian {

std::optional<double> parse_number(std::string_view text) {
    std::string_view digits = text;
    if (digits.starts_with('+')) digits.remove_prefix(1);
    const std::string_view unsigned_digits =
        digits.starts_with('-') && digits.size() == text.size() ? digits.substr(1) : digits;
    // std::from_chars also knows "inf" and "nan": a number begins with a digit or a point.
    if (unsigned_digits.empty() || unsigned_digits.find_first_of("0123456789.") != 0) return {};

    double number = 0.0;
    const auto [end, failure] =
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (failure != std::errc() || end != digits.data() + digits.size()) return {};
    return number;
}

std::string print_number(double number) {
    return format("{}", number);
}

}  // namespace brian
