#pragma once

#include <string>

namespace brian {

/// The lines of --list KIND: units, functions, methods, stimuli, monitors, rules, templates.
[[nodiscard]] std::string listing(const std::string& kind);

}  // namespace brian
