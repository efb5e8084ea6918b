#pragma once

#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "spec/value.h"

namespace brian {

/// The templates that are built into the program, as one map from their names.
[[nodiscard]] Value built_in_templates(Diagnostics& diagnostics);

/// Adds to the `templates` of the model at `root` the built-in ones that it puts to use and does
/// not define itself; one that it does define wins, with a warning. Returns the names of all
/// built-in templates, or none when the model uses no template.
[[nodiscard]] std::vector<std::string> merge_built_in_templates(Value& root,
                                                                Diagnostics& diagnostics);

}  // namespace brian
