#pragma once

#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "spec/field_schema.h"
#include "spec/network_spec.h"

namespace brian {

/// One --set PATH=VALUE, +PATH=VALUE, --unset PATH or --set-file FILE.
struct Override {
    enum class Kind { Set, Add, Unset, Overlay };
    Kind kind = Kind::Set;
    std::string path;
    std::string value;  ///< YAML text; of an Overlay the name of its file
};

/// Reads a model file: document, `include`, overrides, validation against `schema`, NetworkSpec.
/// Errors go into `diagnostics`; throws ModelError (Fault::Input) only when the file itself cannot
/// be read.
[[nodiscard]] NetworkSpec read_network(const std::string& file_name,
                                       const std::vector<Override>& overrides,
                                       const FieldSchema& schema, Diagnostics& diagnostics);

/// "PATH=VALUE" as given on the command line; throws ModelError when there is no `=`.
[[nodiscard]] Override parse_override(const std::string& text);

}  // namespace brian
