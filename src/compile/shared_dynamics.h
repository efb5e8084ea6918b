#pragma once

#include "components/integrators/integrator.h"

/// Differential equations flagged (shared) are integrated once a step. The neurons' own equations
/// see them within the whole system, as if each neuron integrated them too, and only then do they
/// move on.
namespace brian {

/// The code of one step: for each neuron, and then once for what they share.
struct StepCode {
    CodeBlock each;
    CodeBlock once;
};

/// The equations whose variables are shared.
[[nodiscard]] System shared_part(const System& system);

/// The update with other names for its auxiliaries, which are all shared.
[[nodiscard]] Update named_apart(const Update& update);

/// The step without its assignments to variables of `shared`.
[[nodiscard]] CodeBlock without_writes_to(const System& shared, const CodeBlock& step);

/// Adds what `once` has to have prepared to the preparation of `update`.
void append_preparation(const Update& once, Update& update);

/// Noise code in which the noises that `once` draws are the same for all neurons.
[[nodiscard]] CodeBlock drawn_once_for_all(const CodeBlock& noise, const CodeBlock& once);

}  // namespace brian
