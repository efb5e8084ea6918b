#include "base/error.h"

namespace brian {

ModelError ModelError::within(const std::string& path) const {
    ErrorFacts facts = facts_;
    if (facts.path.empty()) facts.path = path;
    return ModelError(std::move(facts));
}

void give_up(const SourceSpan& where, const std::string& thing) {
    throw ModelError({.message = "'" + thing + "' cannot be used: its definition is wrong",
                      .where = where,
                      .fault = Fault::Consequence});
}

}  // namespace brian
