#pragma once

#include "compile/model.h"

namespace brian {

/// Reads the timed arrays into tables that every expression may call: name(t), name(t, i).
void read_timed_arrays(Model& model);

/// Makes one spike source (everything but timed_array and poisson_input).
void build_stimulus(Model& model, const StimulusSpec& spec);

/// Code of a poisson_input: target.variable += weight * binomial(n, rate*dt) in slot synapses.
void build_poisson_input(Model& model, const StimulusSpec& spec);

}  // namespace brian
