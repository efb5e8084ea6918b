#include "cli/change_options.h"

#include <CLI/CLI.hpp>

namespace brian {

void ChangeOptions::add_to(CLI::App& app) {
    app.add_option("-s,--set", sets,
                   "change a value of the model before it is checked; +PATH=VALUE adds one")
        ->type_name("PATH=VALUE")
        ->allow_extra_args(false)
        ->group("Model");
    app.add_option("--set-file", overlays,
                   "lay a YAML file over the model, key by key, before --set")
        ->type_name("FILE")
        ->allow_extra_args(false)
        ->group("Model");
    app.add_option("--unset", unsets, "remove a key of the model")
        ->type_name("PATH")
        ->allow_extra_args(false)
        ->group("Model");
}

std::vector<Override> ChangeOptions::overrides() const {
    std::vector<Override> changes;
    for (const std::string& file : overlays) changes.push_back({Override::Kind::Overlay, {}, file});
    for (const std::string& text : sets) changes.push_back(parse_override(text));
    for (const std::string& path : unsets) changes.push_back({Override::Kind::Unset, path, {}});
    return changes;
}

}  // namespace brian
