#include "base/error.h"

namespace brian {

ModelError ModelError::within(const std::string& path) const {
    ErrorFacts facts = facts_;
    if (facts.path.empty()) facts.path = path;
    return ModelError(std::move(facts));
}

}  // namespace brian
