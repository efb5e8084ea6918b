#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "compile/model.h"
#include "engine/routine.h"

namespace brian {

/// Where a name lives, or nothing when it is a local of the block.
using FindBinding = std::function<std::optional<Binding>(const std::string& name)>;

/// Rewrites the block, binds every name and table that it uses, and compiles it for the chosen
/// engine.
[[nodiscard]] std::unique_ptr<Kernel> compile_kernel(const Model& model, const CodeBlock& code,
                                                     const FindBinding& find);

/// Columns of a group, its clock, `i`, `_element` and arrays of the model; element = neuron.
[[nodiscard]] FindBinding bindings_of(Model& model, Population& population);

/// compile_kernel() with bindings_of(), noting which watched columns the code writes.
[[nodiscard]] Routine compile_routine(Model& model, Population& population, const CodeBlock& code);

/// Watched columns of the population among the targets of the code; `suffix` ("_post") is cut off
/// first.
[[nodiscard]] std::vector<Column*> touched(Population& population, const CodeBlock& code,
                                           const std::string& suffix);

/// Notes that the user's code writes columns of the population (whose names in the code end in
/// `suffix`); throws ModelError when one of them is a sum over synapses.
void note_writes(Model& model, Population& population, const CodeBlock& code,
                 const std::string& suffix);

/// t, dt and _step of the clock.
[[nodiscard]] std::optional<Binding> clock_binding(Clock& clock, const std::string& name);

}  // namespace brian
