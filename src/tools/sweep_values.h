#pragma once

#include <string>
#include <vector>

#include "spec/value.h"

namespace brian {

/// One value that a run sets, as YAML, and where it comes from.
struct SweptValue {
    std::string yaml;
    SourceSpan where;
};

/// The values of one path of a sweep. A list of the model stands for itself; a text is one of
///   1,2,3           values with commas between them, each as the model would have it
///   5ms:50ms:5ms    from, to and step; both ends are included
///   lin(a, b, n)    n values at equal distances from a to b
///   log(a, b, n)    n values at equal ratios from a to b
///   @file           one value a line; empty lines and what follows a # are left out
/// Files are looked for in `folder`. Throws ModelError.
[[nodiscard]] std::vector<SweptValue> expand_values(const Value& values, const std::string& folder);

/// The name of a file as it is found from `folder` (empty: the current one).
[[nodiscard]] std::string file_in(const std::string& folder, const std::string& name);

/// The value as YAML on one line.
[[nodiscard]] std::string yaml_of(const Value& value);

}  // namespace brian
