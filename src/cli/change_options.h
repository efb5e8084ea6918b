#pragma once

#include <string>
#include <vector>

#include "yaml/read_network.h"

namespace CLI {  // NOLINT(readability-identifier-naming): the name is theirs
class App;
}

namespace brian {

/// The options that change a model, as several command lines have them.
struct ChangeOptions {
    std::vector<std::string> sets, unsets, overlays;

    /// Adds --set, --set-file and --unset to the group "Model"; this must outlive the parsing.
    void add_to(CLI::App& app);
    /// In the order in which they are applied. Throws ModelError where a text has no `=`.
    [[nodiscard]] std::vector<Override> overrides() const;
};

}  // namespace brian
