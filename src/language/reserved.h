#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace brian {

/// Why nobody may define a variable of that name: "'mV' is a unit". Empty when it is free.
/// `_pre` and `_post` at its end are free here; see why_reserved_in_equations().
[[nodiscard]] std::string why_reserved(std::string_view name);

/// The same for a variable of equations, for which built-in variables and the suffixes `_pre` and
/// `_post` are taken as well.
[[nodiscard]] std::string why_reserved_in_equations(std::string_view name);

/// true, True, false, False.
[[nodiscard]] std::optional<bool> truth_value(std::string_view word);

/// and, or, not.
[[nodiscard]] bool is_operator_word(std::string_view word);

}  // namespace brian
