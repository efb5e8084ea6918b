#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "spec/field_schema.h"
#include "spec/value.h"
#include "yaml/read_network.h"

namespace brian {

/// A model as a tree: what the file says, with what it includes and what the user overrides.
struct ModelTree {
    std::shared_ptr<const SourceFile> source;
    Value root;
    bool readable = false;                 ///< the text is YAML, and a map
    std::vector<std::string> input_files;  ///< included and laid over, as found on disk
};

/// Reads a model file, merges `include` and applies the overrides; nothing is compared with the
/// schema yet. Errors go into `diagnostics`; throws ModelError (Fault::Input) when the file itself
/// cannot be read.
[[nodiscard]] ModelTree read_tree(const std::string& file_name,
                                  const std::vector<Override>& overrides, const FieldSchema& schema,
                                  Diagnostics& diagnostics);

/// The specification that the tree holds, compared with `schema`; empty when it is not readable.
[[nodiscard]] NetworkSpec specify(const ModelTree& tree, const FieldSchema& schema,
                                  Diagnostics& diagnostics);

/// The text of the model that is run, whose hash the results carry. It has no `sweep`: a run of a
/// sweep and the same run by itself are the same model.
[[nodiscard]] std::string resolved_text(Value root);

}  // namespace brian
