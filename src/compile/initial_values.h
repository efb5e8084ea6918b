#pragma once

#include <span>

#include "compile/model.h"

namespace brian {

/// Sets the variables of a group as `initial` says, in the order of the file.
void set_initial_values(Model& model, Population& population,
                        const std::vector<NamedValue>& initial, const std::string& path);

/// The variable that `initial` names, and that may be set from outside. Throws ModelError with the
/// nearest name.
[[nodiscard]] Column& settable_column(Population& population, const NamedValue& initial);

/// Checks the expression of an initial value against the variable's type.
void check_initial_value(const Expr& expr, const Scope& scope, const ValueType& type,
                         const std::string& variable);

/// Refuses values that are no numbers before the run begins, which looks only for those that stop
/// being numbers. `what` names them, up to their index.
void need_numbers(std::span<const double> values, const SourceSpan& where, const std::string& what);

}  // namespace brian
