#pragma once

#include <optional>

#include "compile/neuron_groups.h"
#include "language/code_block.h"

/// Thresholds and resets of Brian 1 by name, as what they mean in Brian 2.
namespace brian {

/// The condition that `threshold: {type: ...}` stands for; nothing when there is no such map, and
/// for homogeneous_poisson, which no condition expresses.
[[nodiscard]] std::optional<Expr> named_condition(const GroupSpec& spec);

/// The refractory period that a threshold of type empirical brings along.
[[nodiscard]] std::optional<Expr> refractory_of_threshold(const GroupSpec& spec);

/// The statements that `reset: {type: ...}` stands for.
[[nodiscard]] std::optional<CodeBlock> named_reset(const GroupSpec& spec);

[[nodiscard]] bool is_homogeneous_poisson(const GroupSpec& spec);

/// Compiles that threshold: the column `_spiking` holds the mean number of spikes of a step.
void build_homogeneous_poisson(Model& model, DeclaredGroup& declared);

}  // namespace brian
