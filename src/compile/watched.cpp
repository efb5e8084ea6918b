#include "compile/watched.h"

#include "base/format.h"
#include "base/suggest.h"
#include "compile/bind.h"
#include "compile/resolve.h"
#include "compile/selection.h"

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
    const CodeBlock code{assign(
        column_name,
        resolve(equation.has_flag("linked") ? name(equation.variable) : equation.expression))};
    Routine& routine =
        model.network().routines.emplace_back(compile_routine(model, population, code));
    const IndexRange all{0, population.size};
    return {equation.variable, column->values.data(), equation.dimension, false,
            [&routine, all](std::span<const std::uint32_t> places) {
                if (places.size() == all.end)
                    routine.run(all);
                else
                    routine.run(places);
            }};
}

/// What has no column of its own to be read from.
bool is_computed(const Equation& equation) {
    if (equation.has_flag("linked")) return true;
    return equation.kind == EquationKind::Subexpression && !equation.has_flag("constant over dt");
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
        if (equation.variable == variable && is_computed(equation)) {
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

SpikeView view_of(const Selection& selection, const SpikeBuffer* buffer) {
    SpikeView view;
    view.buffer = buffer;
    view.size = selection.size();
    view.range = {selection.neurons.front(), selection.neurons.back() + 1};
    if (!selection.contiguous()) {
        view.local.assign(selection.population->size, SpikeView::outside);
        for (std::uint32_t k = 0; k < selection.size(); ++k) view.local[selection.neurons[k]] = k;
    }
    return view;
}

SpikeView event_of(const Selection& selection, const SourceSpan& name) {
    const Population& population = *selection.population;
    if (name.text() == "spike") return view_of(selection, population.spikes);
    const auto found = population.events.find(name.str());
    if (found != population.events.end()) return view_of(selection, found->second);
    std::vector<std::string> known{"spike"};
    for (const auto& [event, buffer] : population.events) known.push_back(event);
    throw ModelError({.message = format("{} has no event '{}'", population.name, name.text()),
                      .where = name,
                      .path = {},
                      .hint = did_you_mean(name.text(), known),
                      .notes = {}});
}

/// Members of the selection for which a condition of their number i is true.
std::vector<std::uint32_t> fulfilling(Model& model, const Selection& selection,
                                      const Value& condition) {
    Population members;
    members.name = selection.name;
    members.path = selection.population->path;
    members.size = selection.size();
    return where_true(model, members, condition, "the condition");
}

}  // namespace

Watched watched(Model& model, const Selection& selection) {
    Population& population = *selection.population;
    Watched of;
    of.name = selection.name;
    of.population = population.name;
    of.population_size = population.size;
    of.ids.assign(selection.neurons.begin(), selection.neurons.end());
    of.spikes = view_of(selection, population.spikes);
    of.clock = population.clock;
    of.variable = [&model, &population](const SourceSpan& text) {
        return find_variable(model, population, text);
    };
    of.event = [selection](const SourceSpan& name) { return event_of(selection, name); };
    of.fulfilling = [&model, selection](const Value& condition) {
        return fulfilling(model, selection, condition);
    };
    return of;
}

}  // namespace brian
