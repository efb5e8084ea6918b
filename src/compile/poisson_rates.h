#pragma once

#include "compile/model.h"

namespace brian {

/// Warns when a Poisson rate that depends on i and t turns negative, or is too high for one spike a
/// step. Looks at some neurons and moments of the run.
void remark_on_rates(Model& model, Population& population, const Expr& rate, const Value& given);

}  // namespace brian
