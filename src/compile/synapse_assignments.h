#pragma once

#include <functional>

#include "compile/model.h"

namespace brian {

/// Work that gives a variable of all synapses of a connection new values while the model runs:
/// `given` is the name of the variable with an expression, as under `initial`. `path` names the
/// place, and the random numbers.
[[nodiscard]] std::function<void()> synaptic_assignment(Model& model, const SourceSpan& connection,
                                                        const NamedValue& given,
                                                        const std::string& path);

}  // namespace brian
