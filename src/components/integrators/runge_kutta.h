#pragma once

#include "components/integrators/integrator.h"

namespace brian {

/// One evaluation of the rates within a step of an explicit Runge-Kutta method.
struct Stage {
    int number = 1;         ///< of this evaluation, from 1
    double fraction = 0.0;  ///< of the step at which it takes place: 0, 1/2 or 1
};

/// "_k2_v"
[[nodiscard]] Expr increment_of(const std::string& variable, int stage);

/// Appends _k<s>_x = dt f(x + fraction _k<s-1>_x, t + fraction dt) for every variable x; stage 1
/// stands at the start of the step.
void add_stage(const System& system, const Stage& stage, CodeBlock& step);

}  // namespace brian
