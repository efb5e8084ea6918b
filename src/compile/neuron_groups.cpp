#include "compile/neuron_groups.h"

#include <algorithm>

#include "base/format.h"
#include "compile/clocks.h"
#include "compile/dynamics.h"
#include "compile/events.h"
#include "compile/initial_values.h"
#include "compile/links.h"
#include "compile/memory.h"
#include "compile/model_values.h"
#include "compile/named_spiking.h"
#include "compile/selection.h"
#include "compile/spiking.h"
#include "compile/update_code.h"
#include "language/analysis.h"
#include "language/check.h"
#include "language/evaluate.h"
#include "language/print.h"
#include "math/functions.h"

namespace brian {

namespace {

Symbol symbol_of(const Equation& equation) {
    Symbol symbol;
    symbol.type = {equation.dimension, equation.value_kind};
    symbol.defined = equation.variable_where;
    symbol.shared = equation.has_flag("shared");
    symbol.writable =
        equation.kind == EquationKind::Differential || equation.kind == EquationKind::Parameter;
    if (equation.kind == EquationKind::Subexpression) {
        symbol.kind = Symbol::Kind::Subexpression;
        symbol.why_not_writable = "a subexpression: it is computed from other variables";
    } else if (equation.has_flag("linked")) {
        symbol.writable = false;
        symbol.why_not_writable = "linked: it stands for a variable of another group";
    } else if (equation.has_flag("constant")) {
        symbol.writable = false;
        symbol.why_not_writable = "flagged (constant): it gets its value under `initial` alone";
    }
    return symbol;
}

bool has_column(const Equation& equation) {
    if (equation.has_flag("linked")) return false;
    return equation.kind == EquationKind::Differential || equation.kind == EquationKind::Parameter
           || (equation.kind == EquationKind::Subexpression
               && equation.has_flag("constant over dt"));
}

const Equation* find_equation(const Equations& equations, const std::string& variable) {
    for (const Equation& equation : equations)
        if (equation.variable == variable) return &equation;
    return nullptr;
}

void define_alias(const Equation& alias, const Equations& equations, Scope& scope) {
    const std::string target = alias.expression.as<Name>()->text;
    const Equation* original = find_equation(equations, target);
    if (original == nullptr || original->kind == EquationKind::Alias)
        throw ModelError(
            {.message = format("'{}' is an alias of '{}', which is no variable of this group",
                               alias.variable, target),
             .where = alias.expression.where(),
             .path = {},
             .hint = "give it a unit if it is meant as a subexpression: x = y : volt",
             .notes = {}});
    scope.define(alias.variable, *scope.find(target));
}

void define_variables(Model& model, Population& population) {
    for (const Equation& equation : population.equations) {
        if (equation.kind != EquationKind::Alias)
            population.scope.define(equation.variable, symbol_of(equation));
        if (const Symbol* outer = model.globals.find(equation.variable))
            model.warn(equation.variable_where, population.path + ".equations",
                       format("'{}' is both a variable of {} and a parameter of the model; here it "
                              "is the variable",
                              equation.variable, population.name),
                       outer->defined.somewhere() ? "rename one of them" : "");
        if (equation.unit_scaled)
            model.warn(equation.unit_where, population.path + ".equations",
                       format("the unit of '{}' is stored as {}", equation.variable,
                              name_of(equation.dimension)),
                       "write " + name_of(equation.dimension));
    }
    for (const Equation& equation : population.equations)
        if (equation.kind == EquationKind::Alias)
            model.diagnostics->attempt(population.path + ".equations", [&] {
                define_alias(equation, population.equations, population.scope);
            });
}

void add_columns(NeuronGroup& group, const Equations& equations) {
    for (const Equation& equation : equations) {
        if (!has_column(equation)) continue;
        if (equation.has_flag("shared"))
            group.state.add_shared(equation.variable, equation.dimension);
        else
            group.state.add(equation.variable, equation.dimension, group.size);
    }
}

void read_subgroups(Model& model, const GroupSpec& spec, Population& population) {
    for (const NamedValue& subgroup : spec.subgroups)
        if (!model.diagnostics->attempt(spec.path + ".subgroups." + subgroup.name, [&] {
                population.subgroups[subgroup.name] = read_subgroup(model, population, subgroup);
            }))
            model.failed.insert(spec.name + "." + subgroup.name);
}

bool is_negative(const Expr& expr, const Scope& scope) {
    try {
        return evaluate(expr, scope) < 0.0;
    } catch (const ModelError&) {
        return false;  // it differs from neuron to neuron, or in time
    }
}

/// A refractory period is a time, or a condition, which may read lastspike and not_refractory.
void classify_refractory(DeclaredGroup& declared) {
    const Population& population = *declared.population;
    const Expr expr = *declared.refractory;
    const ValueType type = check(expr, population.scope);
    declared.refractory_is_condition = type.kind == ValueKind::Boolean;
    if (!declared.refractory_is_condition)
        check_dimension(expr, population.scope, dimensions::second(), "the refractory period");
    if (is_negative(expr, population.scope))
        throw ModelError({.message = "the refractory period is negative",
                          .where = expr.where(),
                          .path = {},
                          .hint = "it is the time for which a neuron cannot spike again",
                          .notes = {}});
}

void read_refractory(DeclaredGroup& declared) {
    const GroupSpec& spec = *declared.spec;
    if (spec.refractory.kind == Value::Kind::Scalar) {
        if (spec.refractory.text() == "false") return;
        declared.refractory = expression_of(spec.refractory);
    } else {
        declared.refractory = declared.expanded.refractory;
    }
    if (auto period = refractory_of_threshold(spec)) declared.refractory = period;
    if (!declared.refractory) return;
    Population& population = *declared.population;
    Symbol lastspike;
    lastspike.kind = Symbol::Kind::BuiltIn;
    lastspike.type.dimension = dimensions::second();
    lastspike.why_not_writable = "set at every spike";
    population.scope.define("lastspike", lastspike);
    Symbol free;
    free.kind = Symbol::Kind::BuiltIn;
    free.type.kind = ValueKind::Boolean;
    free.why_not_writable = "computed from `refractory`";
    population.scope.define("not_refractory", free);
    // Long before the run (b2:brian2/groups/neurongroup.py), so that nobody starts refractory.
    declared.group->state.add("lastspike", dimensions::second(), population.size, -1e4);
    declared.group->state.add("not_refractory", {}, population.size, 1.0);
    classify_refractory(declared);
}

void note_held_variables(DeclaredGroup& declared, Model& model) {
    for (const Equation& equation : declared.population->equations) {
        if (!equation.has_flag("unless refractory")) continue;
        declared.population->held_while_refractory.insert(equation.variable);
        if (!declared.refractory)
            model.warn(
                equation.where, declared.spec->path + ".equations",
                format("'{}' is flagged (unless refractory), but the group is never refractory",
                       equation.variable),
                "add refractory: 2 ms, or remove the flag");
    }
    if (!declared.refractory) declared.population->held_while_refractory.clear();
}

}  // namespace

std::uint32_t read_size(const Model& model, const Value& value, std::size_t bytes_per_neuron) {
    if (value.kind == Value::Kind::Null)
        throw ModelError({.message = "the size is missing",
                          .where = value.where,
                          .path = value.path,
                          .hint = "write size: 100",
                          .notes = {}});
    const Expr expr = expression_of(value);
    check_dimension(expr, model.globals, {}, "the size");
    const double size = evaluate(expr, model.globals);
    const auto refuse = [&](std::string message, std::string hint) {
        throw ModelError({.message = std::move(message),
                          .where = value.where,
                          .path = value.path,
                          .hint = std::move(hint),
                          .notes = {}});
    };
    if (!(size >= 1.0) || size != math::floor(size))
        refuse(format("the size must be a whole number of 1 or more, not {}", value.text()),
               "the size is the number of neurons");
    const double bytes = size * static_cast<double>(bytes_per_neuron);
    if (bytes > physical_memory())
        refuse(format("{} neurons need {} of memory; this machine has {}", value.text(),
                      in_bytes(bytes), in_bytes(physical_memory())),
               "reduce the size");
    if (size > 4.0e9) refuse("a group holds at most 4e9 neurons", "reduce the size");
    return static_cast<std::uint32_t>(size);
}

void define_built_ins(Scope& scope, std::uint32_t size) {
    Symbol time;
    time.kind = Symbol::Kind::BuiltIn;
    time.type.dimension = dimensions::second();
    time.shared = true;
    time.why_not_writable = "the time";
    scope.define("t", time);
    scope.define("dt", time);
    Symbol index;
    index.kind = Symbol::Kind::BuiltIn;
    index.type.kind = ValueKind::Integer;
    index.why_not_writable = "the index of the neuron";
    scope.define("i", index);
    Symbol number_of_neurons;
    number_of_neurons.kind = Symbol::Kind::Constant;
    number_of_neurons.type.kind = ValueKind::Integer;
    number_of_neurons.shared = true;
    number_of_neurons.value = size;
    number_of_neurons.why_not_writable = "the number of neurons";
    scope.define("N", number_of_neurons);
}

int read_order(const Model& model, const LocatedText& order, int otherwise) {
    if (!order) return otherwise;
    const Quantity q = evaluate_quantity(expression_of(scalar(*order, {})), model.globals);
    if (!q.dimension.none() || q.value != math::floor(q.value) || math::abs(q.value) > 1e6)
        throw ModelError(
            {.message = format("the order must be a whole number, not {}", order->text()),
             .where = *order,
             .path = {},
             .hint = {},
             .notes = {}});
    return static_cast<int>(q.value);
}

DeclaredGroup declare_group(Model& model, const GroupSpec& spec) {
    DeclaredGroup declared;
    declared.spec = &spec;
    declared.expanded = expand_equations(model, spec.equations, spec.path);
    const auto n_columns = std::count_if(declared.expanded.equations.begin(),
                                         declared.expanded.equations.end(), has_column);
    const std::uint32_t size =
        read_size(model, spec.size, 8U * (static_cast<std::size_t>(n_columns) + 1U) + 16U);

    NeuronGroup& group = model.network().groups.emplace_back();
    group.name = spec.name;
    group.size = size;
    group.clock = model.clock;
    model.diagnostics->attempt(spec.path + ".dt",
                               [&] { group.clock = clock_of(model, spec.dt, spec.path + ".dt"); });
    Population& population = model.populations[spec.name];
    population.name = spec.name;
    population.path = spec.path;
    population.where = spec.where;
    population.size = size;
    population.state = &group.state;
    population.spikes = &group.spikes;
    population.clock = group.clock;
    population.equations = declared.expanded.equations;
    population.used_at = declared.expanded.used_at;
    population.scope = Scope(&model.globals);
    declared.group = &group;
    declared.population = &population;
    define_built_ins(population.scope, size);
    define_variables(model, population);
    add_columns(group, population.equations);
    read_subgroups(model, spec, population);
    // A wrong period counts as none, so that nothing else is blamed for it.
    if (!model.diagnostics->attempt(spec.path + ".refractory", [&] { read_refractory(declared); }))
        declared.refractory = number(0.0);
    note_held_variables(declared, model);
    declare_events(model, declared);
    model.compiled.populations.push_back({spec.name, size, &group.n_spikes});
    return declared;
}

void build_group(Model& model, DeclaredGroup& declared) {
    Diagnostics& diagnostics = *model.diagnostics;
    const GroupSpec& spec = *declared.spec;
    model.explain(spec.path, format("{} neuron{}", declared.group->size,
                                    declared.group->size == 1 ? "" : "s"));
    if (!declared.expanded.templates.empty())
        model.explain(spec.path, format("templates\n{}", join(declared.expanded.templates, "\n")));
    if (!declared.population->equations.empty())
        model.explain(spec.path, "equations\n" + print(declared.population->equations));
    if (model.failed.contains(spec.name)) return;
    const bool sound = check_equations(model, *declared.population);
    if (sound) build_update(model, declared);
    if (spec.update)
        diagnostics.attempt(spec.path + ".update", [&] { build_update_code(model, declared); });
    build_spiking(model, declared);
    build_events(model, declared);
    set_initial_values(model, *declared.population, spec.initial, spec.path);
    compute_link_indices(model, declared);
}

}  // namespace brian
