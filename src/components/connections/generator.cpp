#include "components/connections/rules.h"
#include "components/fields.h"

namespace brian {

/// Refused for now; the schema knows the key already.
Rule connect_generator(const RuleInput& /*input*/, const Value& argument) {
    refuse(argument, "generator rules are not there yet",
           "use `condition`, or list the pairs with `pairs` or `file`");
}

}  // namespace brian
