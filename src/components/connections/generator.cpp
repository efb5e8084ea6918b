#include "base/error.h"
#include "components/connections/rules.h"

namespace brian {

/// Refused for now; the schema knows the key already.
Rule connect_generator(const RuleInput& input, const Value& argument) {
    throw ModelError({.message = "generator rules are not there yet",
                      .where = argument.where,
                      .path = input.path,
                      .hint = "use `condition`, or list the pairs with `pairs` or `file`"});
}

}  // namespace brian
