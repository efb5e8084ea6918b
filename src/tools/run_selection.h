#pragma once

#include <string>
#include <vector>

namespace brian {

/// The numbers that a text like "0,3,8:12" names, ascending; 8:12 is 8, 9, 10, 11. An empty text
/// names all below `n`. Throws ModelError at a number that is none or not below `n`.
[[nodiscard]] std::vector<std::size_t> select_runs(const std::string& text, std::size_t n);

/// The other way: "0,3,8:12".
[[nodiscard]] std::string name_runs(const std::vector<std::size_t>& runs);

}  // namespace brian
