#pragma once

#include <vector>

#include "compile/neuron_groups.h"
#include "kernels/kernel.h"

namespace brian {

/// Finds what each linked variable of the group stands for (b2:brian2/groups/neurongroup.py). All
/// groups must have been declared. A group with a wrong link counts as failed.
void find_links(Model& model, DeclaredGroup& declared, std::vector<DeclaredGroup>& groups);

/// Computes indices that depend on variables of the group, once these have their initial values.
void compute_link_indices(Model& model, DeclaredGroup& declared);

/// Where a linked variable lives.
[[nodiscard]] Binding link_binding(const Link& link, const std::string& name);

}  // namespace brian
