#pragma once

#include "compile/bind.h"
#include "compile/model.h"
#include "compile/resolve.h"

namespace brian {

/// Names of synaptic code: synaptic variables, x_pre, x_post, unsuffixed postsynaptic variables, i,
/// j, N_pre, N_post, t, dt.
[[nodiscard]] Scope scope_of(const Model& model, const Ends& ends);

/// Synaptic aliases and subexpressions, post variables without their suffix, subexpressions of
/// either end.
[[nodiscard]] Resolver::Meaning meaning_of(const Ends& ends);

/// How code goes through the synapses of a block: row by row, or in any order (then the block notes
/// the source of each synapse).
enum class Visit { Rows, Elements };

/// Where the names of synaptic code live for the synapses of one block. `clock`: whose time the
/// code goes by, that of the synapses when none is given.
[[nodiscard]] FindBinding bindings_of(Model& model, const Ends& ends, SynapseBlock& block,
                                      Visit visit, Clock* clock = nullptr);

/// Code that runs for neurons of one end of the synapses of a block instead of the synapses.
struct NeuronCode {
    const Ends& ends;
    SynapseBlock& block;
    Pathway::End end = Pathway::End::Source;
    Clock* clock = nullptr;  ///< nullptr: that of the synapses
};

/// Where names live that are the same for all synapses of a neuron; element = row of the source, or
/// target within the block.
[[nodiscard]] FindBinding bindings_of(Model& model, const NeuronCode& code);

/// Where a variable of the synapses is kept, whatever it is the same for; nullptr when there is
/// none.
[[nodiscard]] Column* find_column(Synapses& synapses, SynapseBlock& block,
                                  const std::string& variable);

/// Values by neuron of one end, as code of the synapses finds them.
[[nodiscard]] Binding by_neuron(const SynapseBlock& block, Pathway::End end, Visit visit,
                                const std::string& name, double* values);

/// Compiles code for the synapses of one block, noting which watched columns it writes; nothing for
/// an empty block.
[[nodiscard]] Routine compile_routine(Model& model, const Ends& ends, SynapseBlock& block,
                                      const CodeBlock& code, Visit visit, Clock* clock = nullptr);

/// The same where names live elsewhere than bindings_of() says; not for an empty block.
[[nodiscard]] Routine compile_routine(Model& model, const Ends& ends, SynapseBlock& block,
                                      const CodeBlock& code, const FindBinding& find);

/// note_writes() for both ends of the user's synaptic code.
void note_writes(Model& model, const Ends& ends, const CodeBlock& code);

/// Marks the synaptic variables that the code writes: they are no constants any more.
void release(Synapses& synapses, const CodeBlock& code);

/// Names with one value for all synapses (t, dt, shared variables of either end and of the
/// synapses).
[[nodiscard]] std::set<std::string> shared_names(const Ends& ends);

/// For expressions over candidate pairs, before there are synapses: row = source, element = member
/// of the target.
[[nodiscard]] FindBinding pair_bindings(Model& model, const Ends& ends);

/// Number within its subgroup of every neuron of the population, where members are not contiguous;
/// kept by the network.
[[nodiscard]] double* ranks(Model& model, const Selection& selection);

}  // namespace brian
