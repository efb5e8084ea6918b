#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>

#include "compile/model.h"
#include "engine/synapses.h"
#include "language/code_block.h"

namespace brian {

/// How a value differs among the synapses of a connection.
enum class Variation {
    None,       ///< the same for all
    BySource,   ///< the same for all synapses of one source neuron
    ByTarget,   ///< the same for all synapses of one target neuron
    BySynapse,  ///< maybe another one for each
};

/// Of what is computed from two values.
[[nodiscard]] Variation join(Variation a, Variation b);
/// Whether what varies like `a` is the same wherever `b` is.
[[nodiscard]] bool is_within(Variation a, Variation b);
/// Of what each neuron of one end has for itself.
[[nodiscard]] Variation variation_at(Pathway::End end);
[[nodiscard]] Pathway::End other_end(Pathway::End end);

/// How the connection's own variables vary, with those that code keeps for itself.
using Variations = std::map<std::string, Variation>;
using VariationOf = std::function<Variation(const std::string& name)>;

/// How names of synaptic code vary while the code runs that writes `written`: what the code itself
/// changes beside the connection's own variables may be another value for each synapse.
[[nodiscard]] VariationOf variation_in(const Model& model, const Ends& ends, const Variations& own,
                                       const std::vector<std::string>& written);

[[nodiscard]] Variation variation_of(const Expr& expr, const VariationOf& of_name);

}  // namespace brian
