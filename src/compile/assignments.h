#pragma once

#include <functional>

#include "compile/model.h"

namespace brian {

/// Work that gives a variable of the selected neurons new values while the model runs: `given` is
/// the name of the variable with an expression, a list or a file, as under `initial`. Lists hold
/// one value for each selected neuron. `path` names the place, and the random numbers.
[[nodiscard]] std::function<void()> assignment(Model& model, const Selection& selection,
                                               const NamedValue& given, const std::string& path);

}  // namespace brian
