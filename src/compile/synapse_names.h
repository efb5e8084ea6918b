#pragma once

#include "compile/bind.h"
#include "compile/model.h"
#include "compile/resolve.h"

namespace brian {

/// The two ends of a connection and its own variables, as its code names them.
struct Ends {
    Selection source;
    Selection target;
    Equations equations;  ///< of the synapses themselves
    std::string path;

    /// Rows are numbered by member of the source where members are contiguous, else by neuron of
    /// the population.
    [[nodiscard]] std::uint32_t n_rows() const;
    [[nodiscard]] std::uint32_t row_of(std::uint32_t member) const;
};

/// Names of synaptic code: synaptic variables, x_pre, x_post, unsuffixed postsynaptic variables, i,
/// j, N_pre, N_post, t, dt.
[[nodiscard]] Scope scope_of(const Model& model, const Ends& ends);

/// Synaptic aliases and subexpressions, post variables without their suffix, subexpressions of
/// either end.
[[nodiscard]] Resolver::Meaning meaning_of(const Ends& ends);

/// Where the names of synaptic code live for the synapses of one block.
[[nodiscard]] FindBinding bindings_of(Model& model, const Ends& ends, SynapseBlock& block);

/// For expressions over candidate pairs, before there are synapses: row = source, element = member
/// of the target.
[[nodiscard]] FindBinding pair_bindings(Model& model, const Ends& ends);

/// Number within its subgroup of every neuron of the population, where members are not contiguous;
/// kept by the network.
[[nodiscard]] double* ranks(Model& model, const Selection& selection);

}  // namespace brian
