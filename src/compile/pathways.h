#pragma once

#include "compile/synapse_names.h"

namespace brian {

/// Code of `on_pre`, or what the sugar `variable` + `weight` + `modulation` stands for; checked,
/// resolved, with refractory variables held.
[[nodiscard]] CodeBlock on_pre_code(Model& model, const ConnectionSpec& spec, const Ends& ends);

/// Compiles the code for every block and schedules its delivery.
void build_pathway(Model& model, const ConnectionSpec& spec, const Ends& ends,
                   const CodeBlock& code, Synapses& synapses, std::int64_t delay);

/// The synaptic equations, and for the sugar a parameter `weight` where weights differ.
[[nodiscard]] Equations synaptic_equations(Model& model, const ConnectionSpec& spec,
                                           const Ends& ends, bool weights_in_data);

}  // namespace brian
