#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace brian {

/// The known name nearest to `name` (edit distance with transpositions, case ignored), or empty
/// when none is near enough to be what was meant.
[[nodiscard]] std::string nearest(std::string_view name, const std::vector<std::string>& known);

/// "did you mean 'tau_m'?", or the list of known names when they are few, or empty.
[[nodiscard]] std::string did_you_mean(std::string_view name,
                                       const std::vector<std::string>& known);

}  // namespace brian
