#pragma once

#include <string>
#include <vector>

#include "components/monitors/monitor_types.h"

namespace brian {

/// The variables under the key `variables`, a list or a single name. `taken`: names that the
/// datasets beside them have.
[[nodiscard]] std::vector<WatchedVariable> recorded_variables(
    const Fields& fields, const Watched& of, const std::vector<std::string>& taken = {});

/// A column of its values in a pleasant unit; without width and description.
[[nodiscard]] SeriesColumn column_of(const WatchedVariable& variable);

}  // namespace brian
