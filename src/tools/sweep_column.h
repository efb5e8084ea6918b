#pragma once

#include <string>

#include "tools/sweep_plan.h"

namespace brian {

/// Compares the path and the values of a column with the model, and finds the unit in which its
/// numbers are written. Throws ModelError.
void check_column(SweepColumn& column, const ModelVariants& model);

/// The value as one text whatever unit it was written in: "0.005 second"; texts as they are.
[[nodiscard]] std::string canonical(const SourceSpan& value);

/// How a value is shown in a table whose head names the unit.
[[nodiscard]] std::string cell(const SweepColumn& column, std::size_t value);
/// "parameters.we [mV]"; without the unit for pure numbers and texts.
[[nodiscard]] std::string heading(const SweepColumn& column);

}  // namespace brian
