#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/source.h"
#include "components/connections/candidates.h"

namespace brian {

/// A generator rule in its parts: `[j =] EXPR for k in range(a, b, s) if COND`, `... in sample(a,
/// b, s, p=P)`, `... in sample(a, b, s, size=n)`, or without the loop `EXPR if COND`.
struct GeneratorText {
    Walk walk = Walk::Sources;       ///< `i = ...` goes through the targets
    SourceSpan partner;              ///< EXPR
    std::string iterator;            ///< empty without a loop
    std::vector<SourceSpan> bounds;  ///< start, end, step as far as they are given
    std::optional<SourceSpan> probability;
    std::optional<SourceSpan> size;
    std::optional<SourceSpan> condition;
    SourceSpan whole;
};

/// Takes the text apart. Throws ModelError at what is not of that form.
[[nodiscard]] GeneratorText read_generator(const SourceSpan& text);

}  // namespace brian
