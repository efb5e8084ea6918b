#pragma once

#include <string>
#include <utility>

#include "base/error.h"

namespace brian {

/// Throws the ModelError of that place, message and hint.
[[noreturn]] inline void fail(const SourceSpan& where, std::string message, std::string hint = {}) {
    ErrorFacts facts;
    facts.message = std::move(message);
    facts.where = where;
    facts.hint = std::move(hint);
    throw ModelError(std::move(facts));
}

}  // namespace brian
