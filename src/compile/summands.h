#pragma once

#include "language/equations.h"

namespace brian {

/// Whether two equations of one variable are to be added up: both are flagged (added).
[[nodiscard]] bool are_summands(const Equation& first, const Equation& second);

/// An equation and where the model asks for it: its own line, or the template that brings it.
struct Summand {
    Equation& equation;
    SourceSpan asked_at;
};

/// Adds `more` to `sum`, as currents add up in a membrane equation: `I = a : amp (added)` and
/// `I = b : amp (added)` make I = a + b. `I : amp (added)` says only that something may be added;
/// alone it remains a parameter. Throws ModelError when the units differ.
void add_summand(const Summand& sum, const Summand& more);

}  // namespace brian
