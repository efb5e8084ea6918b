#pragma once

#include <memory>

#include "base/diagnostics.h"
#include "yaml/tree_builder.h"

/// Mistakes in `{...}` and `[...]` that YAML itself lets pass.
namespace brian {

/// Reports a comma that splits a call ({w: clip(rand(), 0, 1)} has three keys), and keys without a
/// colon.
void check_entries(const Collection& map, const std::shared_ptr<const SourceText>& file,
                   Diagnostics& diagnostics);

/// Reports a comma that splits a call in a list in `[...]`.
void check_items(const Collection& list, const std::shared_ptr<const SourceText>& file,
                 Diagnostics& diagnostics);

/// Offset behind the bracket that closes a `{` or `[`, whose last child ends at `last`.
[[nodiscard]] std::size_t end_of_flow(const SourceText& file, std::size_t last, char bracket);

}  // namespace brian
