#pragma once

#include <string>

#include "compile/model.h"

/// Connections that stand at an end of other connections: synapses onto synapses, and synapses that
/// others read.
namespace brian {

/// A group, stimulus, subgroup or earlier connection as an end of a connection.
[[nodiscard]] Selection select_end(Model& model, const SourceSpan& reference,
                                   const std::string& path);

/// The connection that a reference names, nullptr when it names something else.
[[nodiscard]] const ConnectionSpec* connection_named(const Model& model,
                                                     const SourceSpan& reference);

/// Whether another connection has this one as an end.
[[nodiscard]] bool stands_at_an_end(const Model& model, const ConnectionSpec& spec);

/// The column of a variable of the target, as the synapses of one block see it; nullptr when there
/// is none. A block of synapses onto synapses belongs to one block of those.
[[nodiscard]] Column* target_column(const Ends& ends, const SynapseBlock& block,
                                    const std::string& variable);

/// Values of a variable of all source synapses by their number, copied whenever code of this
/// connection is about to run.
[[nodiscard]] double* mirror(Model& model, const Ends& ends, const std::string& variable);

/// Numbers of the target synapses of one block, for `j`; kept by the network.
[[nodiscard]] double* target_numbers(Model& model, const Ends& ends, const SynapseBlock& block);

/// Puts synapses onto synapses into one block for each block of the target.
[[nodiscard]] std::vector<SynapseBlock> blocks_onto_synapses(const Ends& ends, const Edges& edges);

}  // namespace brian
