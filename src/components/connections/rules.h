#pragma once

#include "components/connections/rule.h"

namespace brian {

/// The rules, one function each. `argument` is the value of the rule's key in the map form of
/// `connect`; plain rules have none. Each throws ModelError.
#define PLAIN_RULE(name, description) [[nodiscard]] Rule connect_##name(const RuleInput& input);
#define RULE(name, ...) \
    [[nodiscard]] Rule connect_##name(const RuleInput& input, const Value& argument);
#include "components/connections/connections.def"
#undef PLAIN_RULE
#undef RULE

}  // namespace brian
