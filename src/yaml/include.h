#pragma once

#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "spec/field_schema.h"
#include "spec/value.h"

namespace brian {

/// Merges the parameters, functions and templates of the files under `include` into the model at
/// `root` and takes `include` out of it. Names are relative to the file that includes; what a file
/// includes itself comes along. A name that two files define is an error, and so is a circle.
/// Returns the included files as found on disk.
[[nodiscard]] std::vector<std::string> merge_includes(Value& root, const std::string& file_name,
                                                      const FieldSchema& schema,
                                                      Diagnostics& diagnostics);

}  // namespace brian
