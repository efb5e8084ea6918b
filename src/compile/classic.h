#pragma once

#include "compile/model.h"
#include "language/code_block.h"

/// The classic Connection (b1:brian/connections/connection.py): `variable`, `weight`, `modulation`.
namespace brian {

/// The synaptic equations, and for the sugar a parameter `weight` where weights differ.
[[nodiscard]] Equations synaptic_equations(Model& model, const ConnectionSpec& spec,
                                           const Ends& ends, bool weights_in_data);

/// VARIABLE_post += weight (* MODULATION_pre).
[[nodiscard]] CodeBlock classic_code(Model& model, const ConnectionSpec& spec, const Ends& ends);

/// Refuses the sugar together with what it stands for.
void check_classic_keys(const ConnectionSpec& spec);

}  // namespace brian
