#pragma once

#include <optional>
#include <string>

#include "compile/plasticity_text.h"
#include "spec/network_spec.h"

/// The key `plasticity`: rules that are written out as equations and code of the connection.
namespace brian {

struct Building;

/// Whether the rule changes the weight itself, which every synapse then has for its own.
[[nodiscard]] bool changes_weight(const ConnectionSpec& spec);

/// Whether the spike transmits weight*u*x.
[[nodiscard]] bool is_short_term(const ConnectionSpec& spec);

/// Checks the rule and adds what it stands for to the building: traces to the equations, code for
/// read_pathways(), values for set_synaptic_values().
void add_plasticity(Building& b);

/// Writes the rule out for --explain.
void explain_plasticity(Building& b);

}  // namespace brian
