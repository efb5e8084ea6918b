#pragma once

#include <string>

#include "spec/value.h"

namespace brian {

/// The tree as YAML that reads back as the same tree: maps line by line, lists of scalars in
/// brackets, blocks under `|`, quoted texts in quotes. The same tree gives the same text, byte for
/// byte.
[[nodiscard]] std::string to_yaml(const Value& value);

}  // namespace brian
