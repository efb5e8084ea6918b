#pragma once

#include <map>
#include <string>
#include <vector>

#include "cli/options.h"

/// What several command lines let the user choose from.
namespace brian {

[[nodiscard]] const std::map<std::string, Backend>& engines();
[[nodiscard]] const std::map<std::string, ProgressStyle>& progress_styles();

/// Of stderr, by --color auto|always|never and NO_COLOR.
[[nodiscard]] Colour colour_of(const std::string& choice);

template <class Value>
std::vector<std::string> keys_of(const std::map<std::string, Value>& table) {
    std::vector<std::string> keys;
    keys.reserve(table.size());
    for (const auto& [key, value] : table) keys.push_back(key);
    return keys;
}

}  // namespace brian
