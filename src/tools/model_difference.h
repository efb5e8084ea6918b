#pragma once

#include <string>

namespace brian {

/// The first difference between two models as the program writes them out: "parameters.we was
/// '1.62 mV' and is '2 mV' now". Empty when there is none.
[[nodiscard]] std::string model_difference(const std::string& before, const std::string& now);

}  // namespace brian
