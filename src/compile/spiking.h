#pragma once

#include "compile/neuron_groups.h"

namespace brian {

/// Checks and compiles threshold, refractoriness and reset of a group, and schedules them.
void build_spiking(Model& model, DeclaredGroup& declared);

/// A new column for what a condition says of each neuron, step by step.
[[nodiscard]] Column& flags_of(NeuronGroup& group, const std::string& name);

/// The condition `code` fills the column `_spiking`; schedules the test in slot thresholds.
void schedule_threshold(Model& model, NeuronGroup& group, const std::string& path, int order);

/// Schedules the NaN-proof: a statement of other code that writes a variable held while refractory
/// keeps it then. `suffix` is that of the population's variables in the code ("_post", or empty).
[[nodiscard]] CodeBlock hold_while_refractory(const Population& population, const CodeBlock& code,
                                              const std::string& suffix);

}  // namespace brian
