#pragma once

#include "compile/neuron_groups.h"
#include "language/code_block.h"
#include "language/scope.h"

/// What happens in slot resets while neurons are refractory, as in Brian 1
/// (b1:brian/reset.py: Refractoriness, SimpleCustomRefractoriness, CustomRefractoriness). A neuron
/// that spikes in step k with a period of r steps is concerned in the steps k ... k + r: one step
/// longer than its spikes are held back.
namespace brian {

/// Names of code that runs for each neuron by itself: shared variables are read-only.
[[nodiscard]] Scope scope_of_reset(const Population& population);

/// The reset, followed by copies of what it assigns where `refractory_clamp` has that held.
[[nodiscard]] CodeBlock with_kept_values(DeclaredGroup& declared, const CodeBlock& reset);

/// Throws ModelError when the group has no reset, but `refractory_clamp`.
void refuse_clamp(const DeclaredGroup& declared);

/// Schedules the clamp that `with_kept_values` made copies for.
void schedule_clamp(Model& model, DeclaredGroup& declared, const CodeBlock& reset);

/// Compiles and schedules the code under `while_refractory`.
void build_while_refractory(Model& model, DeclaredGroup& declared);

}  // namespace brian
