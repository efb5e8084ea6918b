#pragma once

#include <string>
#include <vector>

namespace brian {

/// A value of the model file that differs between two models.
struct ModelChange {
    std::string path;           ///< "parameters.we"
    std::string before, after;  ///< as YAML on one line; empty where there is no such value
};

/// All values in which two models differ, given as the YAML that they were run from, in the order
/// of the first, then what only the second has. Throws ModelError when one of them is no YAML.
[[nodiscard]] std::vector<ModelChange> model_changes(const std::string& before,
                                                     const std::string& after);

}  // namespace brian
