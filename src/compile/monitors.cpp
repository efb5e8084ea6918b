#include "compile/monitors.h"

#include "base/format.h"
#include "base/suggest.h"
#include "compile/bind.h"
#include "compile/explanation.h"
#include "compile/model_values.h"
#include "compile/resolve.h"
#include "compile/selection.h"
#include "components/monitors/make_monitor.h"

namespace brian {

namespace {

/// A column that a routine fills with the value of a subexpression just before it is read.
WatchedVariable computed(Model& model, Population& population, const Equation& equation) {
    const std::string column_name = "_recorded_" + equation.variable;
    Column* column = population.state->find(column_name);
    if (column == nullptr)
        column = &population.state->add(column_name, equation.dimension, population.size);
    Resolver resolve(model, population.scope, population.path + "." + equation.variable,
                     population.size, meaning_in(population.equations));
    const CodeBlock code{assign(column_name, resolve(equation.expression))};
    Routine& routine =
        model.network().routines.emplace_back(compile_routine(model, population, code));
    const IndexRange all{0, population.size};
    return {equation.variable, column->values.data(), equation.dimension, false,
            [&routine, all] { routine.run(all); }};
}

WatchedVariable find_variable(Model& model, Population& population, const SourceSpan& text) {
    std::string variable = text.str();
    std::vector<std::string> known;
    for (const Equation& equation : population.equations) {
        known.push_back(equation.variable);
        if (equation.variable != variable) continue;
        if (equation.kind == EquationKind::Alias) variable = equation.expression.as<Name>()->text;
    }
    for (const Equation& equation : population.equations)
        if (equation.variable == variable && equation.kind == EquationKind::Subexpression
            && !equation.has_flag("constant over dt")) {
            WatchedVariable watched = computed(model, population, equation);
            watched.name = text.str();
            return watched;
        }
    Column* column = population.state == nullptr || variable.starts_with("_")
                         ? nullptr
                         : population.state->find(variable);
    if (column != nullptr)
        return {text.str(), column->values.data(), column->dimension, column->shared, {}};
    throw ModelError(
        {.message = format("{} has no variable '{}' to record", population.name, text.text()),
         .where = text,
         .path = {},
         .hint = did_you_mean(text.text(), known),
         .notes = {}});
}

Watched watched(Model& model, const Selection& selection) {
    Population& population = *selection.population;
    Watched of;
    of.name = selection.name;
    of.population = population.name;
    of.population_size = population.size;
    of.ids.assign(selection.neurons.begin(), selection.neurons.end());
    of.spikes.buffer = population.spikes;
    of.spikes.size = selection.size();
    of.spikes.range = {selection.neurons.front(), selection.neurons.back() + 1};
    if (!selection.contiguous()) {
        of.spikes.local.assign(population.size, SpikeView::outside);
        for (std::uint32_t k = 0; k < selection.size(); ++k)
            of.spikes.local[selection.neurons[k]] = k;
    }
    of.clock = population.clock;
    of.variable = [&model, &population](const SourceSpan& text) {
        return find_variable(model, population, text);
    };
    return of;
}

/// Of traces: `output.precision`, whose choices the schema has checked.
Precision default_precision(const NetworkSpec& spec) {
    const LocatedText& precision = spec.output.precision;
    return precision && precision->text() == "float64" ? Precision::Float64 : Precision::Float32;
}

}  // namespace

void build_monitor(Model& model, const MonitorSpec& spec) {
    const Selection selection = select(model, spec.of, spec.path + ".of");
    if (spec.type.text() != "state") warn_if_silent(model, selection, spec.of, spec.path + ".of");
    MonitorParts parts = make_monitor({&spec, watched(model, selection), model_values(model),
                                       model.compiled.n_steps, default_precision(*model.spec)});
    NamedMonitor& named = model.network().monitors.emplace_back();
    named.name = spec.name;
    named.monitor = std::move(parts.monitor);
    Clock* clock = selection.population->clock;
    model.explain(spec.path, format("{} of {}{}", spec.type.text(), selection.name,
                                    settings_text(spec.fields)));
    model.network().tasks.push_back({spec.path, format("record {}", spec.type.text()), parts.when,
                                     parts.order, Task::Kind::Monitor, model.position, clock,
                                     [&named, clock] { named.monitor->record(clock->step()); }});
}

}  // namespace brian
