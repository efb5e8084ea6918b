#pragma once

#include <string>

#include "compile/compile.h"
#include "spec/network_spec.h"

namespace brian {

/// The model as a graph in DOT, the language of graphviz: groups and stimuli as boxes, connections
/// as arrows (inhibition is not told apart: a weight's sign may depend on values), monitors dotted.
[[nodiscard]] std::string graph_dot(const NetworkSpec& spec, const CompiledModel& model);

}  // namespace brian
