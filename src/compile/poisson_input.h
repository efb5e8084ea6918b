#pragma once

#include "compile/model.h"

namespace brian {

/// The value of a key of a stimulus. Throws ModelError when it is missing.
[[nodiscard]] const Value& need(const StimulusSpec& spec, const std::string& key);

/// What a poisson_input does in every step, checked against the target's names: variable += weight
/// times the number of spikes that arrive. Adds a column for the spikes under way where there is
/// jitter.
[[nodiscard]] CodeBlock poisson_input_code(Model& model, const StimulusSpec& spec,
                                           Population& population);

}  // namespace brian
