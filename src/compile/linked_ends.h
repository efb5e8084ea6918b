#pragma once

#include "compile/synapse_names.h"

/// Linked variables of the groups at the ends of synapses, under their names with _pre and _post.
namespace brian {

/// For the synapses of a block; nothing when `text` is no linked variable of an end.
[[nodiscard]] std::optional<Binding> linked_binding(Model& model, const Ends& ends,
                                                    const SynapseBlock& block,
                                                    const std::string& text);

/// For candidate pairs: row = source, element = member of the target.
[[nodiscard]] std::optional<Binding> linked_pair_binding(Model& model, const Ends& ends,
                                                         const std::string& text);

}  // namespace brian
