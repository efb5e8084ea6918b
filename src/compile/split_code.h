#pragma once

#include <set>
#include <string>

#include "compile/variation.h"

namespace brian {

/// The code of a pathway in parts that do together what it does synapse by synapse.
struct SplitCode {
    /// Runs first, for each neuron that has spiked: changes the variables that all synapses of the
    /// neuron share.
    CodeBlock once;
    std::set<std::string> from_once;  ///< values that `each` reads of it
    /// Runs before `each`, for each neuron of the other end; empty where there is nothing to gain.
    CodeBlock ahead;
    std::set<std::string> from_ahead;
    CodeBlock each;  ///< for each synapse
};

/// Whether values of the neurons at the other end are computed where a synapse reads them, or ahead
/// for all those neurons.
enum class OtherEnd { WhereRead, Ahead };

/// Splits the code of a pathway of one end. `own`: how the synapses' own variables vary; `of_name`:
/// all names, while this code runs. The parts read and write the same values in the same order as
/// the whole: each assignment to what is moved gets a name of its own.
[[nodiscard]] SplitCode split(const CodeBlock& code, Pathway::End end, const Variations& own,
                              const VariationOf& of_name, OtherEnd other);

}  // namespace brian
