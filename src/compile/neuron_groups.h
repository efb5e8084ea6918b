#pragma once

#include "compile/model.h"
#include "compile/templates.h"

namespace brian {

/// A group between its declaration and the making of its code.
struct DeclaredGroup {
    const GroupSpec* spec = nullptr;
    NeuronGroup* group = nullptr;
    Population* population = nullptr;
    Expanded expanded;
    /// How long a neuron stays refractory, or while what.
    std::optional<Expr> refractory;
    bool refractory_is_condition = false;
    CodeBlock step;  ///< what advances the state of each neuron
};

/// Size, equations, columns, names and subgroups of one group: what others need in order to refer
/// to it.
[[nodiscard]] DeclaredGroup declare_group(Model& model, const GroupSpec& spec);

/// Checks its code, chooses the integrator, compiles update, threshold, reset, sets initial values,
/// schedules.
void build_group(Model& model, DeclaredGroup& declared);

/// The size of a group or stimulus: a whole number of 1 or more for which there is memory.
[[nodiscard]] std::uint32_t read_size(const Model& model, const Value& value,
                                      std::size_t bytes_per_neuron);

/// Names every group's code may use besides its variables: t, dt, i, N.
void define_built_ins(Scope& scope, std::uint32_t size);

/// The slot order given by the key `order`, or `otherwise`.
[[nodiscard]] int read_order(const Model& model, const LocatedText& order, int otherwise);

}  // namespace brian
