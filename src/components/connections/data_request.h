#pragma once

#include "components/connections/rule.h"

namespace brian {

/// What a map {file: F.h5, dataset: /x} asks for, the file being taken from the folder of the
/// model.
[[nodiscard]] DataRequest data_request(const RuleInput& input, const Value& map);

}  // namespace brian
