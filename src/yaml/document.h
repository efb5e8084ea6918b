#pragma once

#include <memory>
#include <string>

#include "base/diagnostics.h"
#include "spec/value.h"

namespace brian {

/// The YAML text as a tree of located values. Refused with a clear word: duplicate keys (naming
/// both places), tabs, merge keys, anchors, aliases, tags, several documents, nesting deeper than
/// 50; hints for an equation on one plain line, a comma that splits an unquoted call, a value
/// starting with * @ or `.
[[nodiscard]] Value read_document(const std::shared_ptr<const SourceFile>& file,
                                  Diagnostics& diagnostics);

}  // namespace brian
