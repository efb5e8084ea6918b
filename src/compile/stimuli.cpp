#include "compile/stimuli.h"

#include "base/format.h"
#include "compile/bind.h"
#include "compile/clocks.h"
#include "compile/explanation.h"
#include "compile/model_values.h"
#include "compile/neuron_groups.h"
#include "compile/parameters.h"
#include "compile/poisson_input.h"
#include "compile/poisson_rates.h"
#include "compile/resolve.h"
#include "compile/selection.h"
#include "compile/spiking.h"
#include "components/stimuli/make_stimulus.h"
#include "engine/steps.h"
#include "language/check.h"
#include "language/print.h"

namespace brian {

namespace {

/// A list or file holds its own dimension; a file without units counts as pure numbers.
ListOfQuantities values_of_table(Model& model, const Value& value) {
    if (value.kind == Value::Kind::List) return read_list(model, value);
    if (value.kind == Value::Kind::Scalar)
        if (const auto found = model.arrays.find(std::string(value.text()));
            found != model.arrays.end())
            return {found->second.array, found->second.dimension};
    return read_quantities(model, value, "the values");
}

void read_timed_array(Model& model, const StimulusSpec& spec) {
    need_free_name(spec.where, spec.name);
    const Value& given = need(spec, "values");
    const ListOfQuantities list = values_of_table(model, given);
    if (list.array.values.empty())
        throw ModelError({.message = "a timed array needs at least one value",
                          .where = given.where,
                          .path = given.path,
                          .hint = {},
                          .notes = {}});
    TableBinding table;
    table.name = spec.name;
    table.dt = model_values(model).quantity(need(spec, "dt"), dimensions::second(),
                                            "dt of the timed array");
    if (!(table.dt > 0.0))
        throw ModelError({.message = "dt of a timed array must be positive",
                          .where = need(spec, "dt").where,
                          .path = spec.path + ".dt",
                          .hint = {},
                          .notes = {}});
    table.n_columns = list.array.columns();
    table.two_dimensional = list.array.shape.size() > 1;
    table.n_rows = list.array.values.size() / table.n_columns;
    table.values = model.keep(list.array.values);
    ScopeFunction function;
    function.arguments.push_back({dimensions::second(), ValueKind::Real});
    if (table.two_dimensional) function.arguments.push_back({{}, ValueKind::Integer});
    function.value = {list.dimension, ValueKind::Real};
    model.globals.define_function(spec.name, function);
    model.tables[spec.name] = table;
    model.explain(spec.path,
                  format("function {}({}): {} values of {} every {}", spec.name,
                         table.two_dimensional ? "t, i" : "t", table.n_rows,
                         name_of(list.dimension), readable({table.dt, dimensions::second()})));
}

LocatedText dt_of(const StimulusSpec& spec) {
    const Value* dt = spec.fields.find("dt");
    return dt == nullptr ? LocatedText() : LocatedText(dt->where);
}

Population& new_population(Model& model, const StimulusSpec& spec, std::uint32_t size,
                           SpikeBuffer& spikes, StateTable* state) {
    Population& population = model.populations[spec.name];
    population.name = spec.name;
    population.path = spec.path;
    population.where = spec.where;
    population.size = size;
    population.state = state;
    population.spikes = &spikes;
    population.clock = clock_of(model, dt_of(spec), spec.path + ".dt");
    population.scope = Scope(&model.globals);
    define_built_ins(population.scope, size);
    return population;
}

/// The rate as code: an expression of t and i, or an array with one rate per neuron.
Expr rate_expression(Model& model, Population& population, const Value& rate) {
    const ModelValues values = model_values(model);
    if (rate.kind == Value::Kind::Scalar && !model.arrays.contains(rate.where.str())) {
        const Expr expr = expression_of(rate);
        check_dimension(expr, population.scope, dimensions::hertz(), "the rate");
        Resolver resolve(model, population.scope, population.path + ".rate", population.size,
                         meaning_in(population.equations));
        return resolve(expr);
    }
    const ModelArray array = values.array(rate, dimensions::hertz(), "the rate");
    if (array.values.size() != population.size)
        throw ModelError({.message = format("{} rates are given for {} neurons",
                                            array.values.size(), population.size),
                          .where = rate.where,
                          .path = rate.path,
                          .hint = {},
                          .notes = {}});
    Column& column = population.state->add("rate", dimensions::hertz(), population.size);
    for (std::size_t k = 0; k < array.values.size(); ++k) {
        column.values[k] = array.values[k];
        if (!(array.values[k] >= 0.0))
            throw ModelError({.message = format("the rate of neuron {} is negative", k),
                              .where = rate.where,
                              .path = rate.path,
                              .hint = {},
                              .notes = {}});
    }
    return name("rate");
}

/// Poisson spikes at rates that differ from neuron to neuron or in time: rand() < rate*dt in every
/// step.
void build_varying_poisson(Model& model, const StimulusSpec& spec) {
    NeuronGroup& group = model.network().groups.emplace_back();
    group.name = spec.name;
    group.size = read_size(model, need(spec, "size"), 24);
    Population& population = new_population(model, spec, group.size, group.spikes, &group.state);
    group.clock = population.clock;
    const Expr rate = rate_expression(model, population, need(spec, "rate"));
    remark_on_rates(model, population, rate, need(spec, "rate"));
    Resolver resolve(model, population.scope, spec.path, population.size,
                     meaning_in(population.equations));
    const Expr fires = binary(Op::Lt, resolve(call("rand", {})), rate * name("dt"));
    group.spiking = &flags_of(group, "_spiking");
    group.condition = compile_routine(model, population, {assign("_spiking", fires)});
    model.explain(spec.path, format("{} Poisson neurons\nfire where {}", group.size, print(fires)));
    schedule_threshold(model, group, spec.path, 0);
    model.compiled.populations.push_back({spec.name, group.size, &group.n_spikes});
}

bool is_varying_poisson(Model& model, const StimulusSpec& spec) {
    return spec.type.text() == "poisson" && !model_values(model).is_constant(need(spec, "rate"));
}

}  // namespace

void read_timed_arrays(Model& model) {
    for (const StimulusSpec& spec : model.spec->stimuli)
        if (spec.type.text() == "timed_array")
            if (!model.diagnostics->attempt(spec.path, [&] { read_timed_array(model, spec); }))
                model.globals.define_failed_function(spec.name);
}

void build_stimulus(Model& model, const StimulusSpec& spec) {
    if (is_varying_poisson(model, spec)) {
        build_varying_poisson(model, spec);
        return;
    }
    Clock* clock = clock_of(model, dt_of(spec), spec.path + ".dt");
    StimulusParts parts = make_stimulus({&spec, time_steps(model, *clock), model.compiled.latest,
                                         model.options->seed, model_values(model)});
    SpikeSource& source = model.network().sources.emplace_back();
    source.name = spec.name;
    source.size = parts.size;
    source.clock = clock;
    source.stimulus = std::move(parts.stimulus);
    (void)new_population(model, spec, source.size, source.spikes, nullptr);
    model.explain(spec.path, format("{} neuron{}, {}{}", source.size, source.size == 1 ? "" : "s",
                                    spec.type.text(), settings_text(spec.fields)));
    model.network().tasks.push_back({spec.path,
                                     "fire",
                                     {Slot::Thresholds, Phase::At},
                                     0,
                                     Task::Kind::Dynamics,
                                     model.position,
                                     clock,
                                     [&source] { source.run_threshold(); }});
    model.compiled.populations.push_back({spec.name, source.size, &source.n_spikes});
}

void build_poisson_input(Model& model, const StimulusSpec& spec) {
    const Selection target = select(model, need(spec, "target").where, spec.path + ".target");
    Population& population = *target.population;
    if (population.equations.empty())
        throw ModelError({.message = format("{} has no variables to receive input", target.name),
                          .where = need(spec, "target").where,
                          .path = spec.path + ".target",
                          .hint = {},
                          .notes = {}});
    const CodeBlock code = poisson_input_code(model, spec, population);
    Routine& routine =
        model.network().routines.emplace_back(compile_routine(model, population, code));
    model.explain(spec.path,
                  "in every step, for the neurons of " + target.name + "\n" + print(code));
    std::function<void()> run;
    if (target.contiguous()) {
        const IndexRange range{target.neurons.front(), target.neurons.back() + 1};
        run = [&routine, range] { routine.run(range); };
    } else {
        run = [&routine, neurons = target.neurons] { routine.run(neurons); };
    }
    const Value* order = spec.fields.find("order");
    model.network().tasks.push_back(
        {spec.path,
         "add Poisson input",
         {Slot::Synapses, Phase::At},
         read_order(model, order == nullptr ? LocatedText() : LocatedText(order->where), 0),
         Task::Kind::Dynamics,
         model.position,
         population.clock,
         std::move(run)});
}

}  // namespace brian
