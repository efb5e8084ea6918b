#pragma once

#include "compile/model.h"

namespace brian {

/// Sets the variables of a group as `initial` says, in the order of the file.
void set_initial_values(Model& model, Population& population,
                        const std::vector<NamedValue>& initial, const std::string& path);

/// Checks the expression of an initial value against the variable's type.
void check_initial_value(const Expr& expr, const Scope& scope, const ValueType& type,
                         const std::string& variable);

}  // namespace brian
