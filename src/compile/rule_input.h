#pragma once

#include "compile/model.h"
#include "components/connections/rule.h"

namespace brian {

/// What the connection's rule may know and ask; `ends` must outlive it.
[[nodiscard]] RuleInput rule_input(Model& model, const ConnectionSpec& spec, const Ends& ends);

/// Refuses what is not known before there are synapses, or lies where pairs cannot be looked up.
void refuse_unknown_yet(const Ends& ends, const Expr& expr);

}  // namespace brian
