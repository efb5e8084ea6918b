#include "compile/operations.h"

#include <algorithm>

#include "base/format.h"
#include "base/suggest.h"
#include "compile/clocks.h"
#include "compile/explanation.h"
#include "compile/group_code.h"
#include "compile/model_values.h"
#include "compile/neuron_groups.h"
#include "compile/refuse.h"
#include "compile/selection.h"
#include "compile/slots.h"
#include "compile/synapse_operations.h"
#include "engine/steps.h"
#include "language/parser.h"

namespace brian {

namespace {

constexpr Moment default_moment{Slot::Start, Phase::At};
constexpr Moment default_moment_of_events{Slot::Resets, Phase::After};

Selection members_of(Model& model, const OperationSpec& spec) {
    Selection members = select(model, spec.of, spec.path + ".of");
    if (members.population->state == nullptr || members.population->equations.empty())
        refuse(spec.of, spec.path + ".of",
               format("{} has no variables that code could read or write", members.name),
               "name a group with equations");
    return members;
}

double period_of(Model& model, const OperationSpec& spec) {
    const double period =
        model_values(model).quantity(spec.every, dimensions::second(), "the period");
    if (!(period > 0.0))
        refuse(spec.every.where, spec.path + ".every", "the period must be positive");
    return period;
}

bool is_array(const Model& model, const Value& value) {
    return value.kind != Value::Kind::Scalar || model.arrays.contains(value.where.str());
}

Timetable listed(Model& model, const OperationSpec& spec, const Clock& clock) {
    const ModelValues values = model_values(model);
    const std::string path = spec.path + ".at";
    std::vector<double> times;
    if (is_array(model, spec.at))
        times = values.array(spec.at, dimensions::second(), "the times").values;
    else
        times = {values.quantity(spec.at, dimensions::second(), "the time")};
    if (times.empty()) refuse(spec.at.where, path, "the list of times is empty");
    const double end = model.compiled.latest;
    for (const double time : times) {
        if (!(time >= 0.0))
            refuse(spec.at.where, path,
                   format("the time {} is negative", readable({time, dimensions::second()})),
                   "the run begins at t = 0");
        if (end > 0.0 && duration_steps(time, clock.dt()) >= duration_steps(end, clock.dt()))
            model.warn(spec.at.where, path,
                       format("the time {} is not within the run, which ends at {}",
                              readable({time, dimensions::second()}),
                              readable({end, dimensions::second()})),
                       "the code is not carried out then");
    }
    return Timetable::at(std::move(times));
}

std::vector<std::string> event_names(const Population& population) {
    std::vector<std::string> names{population.name + ".spike"};
    for (const auto& [name, buffer] : population.events)
        names.push_back(format("{}.{}", population.name, name));
    return names;
}

/// The buffer of `P.pause`, or of `pause` alone.
SpikeBuffer& event_of(Model& model, const OperationSpec& spec, const Selection& members) {
    Population& population = *members.population;
    const std::string path = spec.path + ".event";
    const std::string text = spec.event->str();
    const std::size_t dot = text.rfind('.');
    const std::string group = dot == std::string::npos ? population.name : text.substr(0, dot);
    const std::string event = dot == std::string::npos ? text : text.substr(dot + 1);
    if (group != population.name && group != members.name && model.populations.contains(group))
        refuse(*spec.event, path,
               format("the event is one of {}, but the code is for {}", group, members.name),
               format("name an event of {}", population.name));
    if (event == "spike" || event == "spikes") {
        warn_if_silent(model, members, *spec.event, path);
        return *population.spikes;
    }
    const auto found = population.events.find(event);
    const bool own = group == population.name || group == members.name;
    if (!own || found == population.events.end())
        refuse(*spec.event, path, format("unknown event '{}'", text),
               did_you_mean(text, event_names(population)));
    return *found->second;
}

std::int64_t lag_of(Model& model, const Selection& members, const Moment& when,
                    SpikeBuffer& event) {
    const bool spikes = &event == members.population->spikes;
    return lag_at(model, when, spikes ? Kept::Spikes : Kept::Events, event);
}

Moment moment_of(const Model& model, const OperationSpec& spec) {
    const Moment otherwise = spec.event ? default_moment_of_events : default_moment;
    if (!spec.when) return otherwise;
    const std::string path = spec.path + ".when";
    const auto moment = parse_moment(spec.when->text());
    if (!moment)
        refuse(*spec.when, path, format("unknown slot '{}'", spec.when->text()),
               did_you_mean(spec.when->text(), moment_names()));
    const bool usual_order = model.spec->run.schedule.kind == Value::Kind::Null;
    const bool early =
        model.compiled.network.slots.precedes(*moment, {Slot::Thresholds, Phase::At});
    if (spec.event && usual_order && early)
        refuse(*spec.when, path,
               format("in slot {} the events of the step are not known yet", spec.when->text()),
               "take a slot from after_thresholds on");
    return *moment;
}

bool is_regular(const OperationSpec& spec) {
    return spec.every.kind != Value::Kind::Null;
}

std::string time_text(const OperationSpec& spec) {
    if (spec.event) return format("on event {}", spec.event->text());
    return is_regular(spec) ? format("every {}", spec.every.text())
                            : format("at {}", spec.at.where.text());
}

/// The clock of an operation: that of whom it is for, or one that ticks with its period where this
/// is no multiple of the time step.
Clock* clock_of(Model& model, const OperationSpec& spec, Clock& members) {
    if (!is_regular(spec) || is_multiple_of_steps(model, members, period_of(model, spec)))
        return &members;
    return clock_of(model, LocatedText(spec.every.where), spec.path + ".every");
}

Timetable timetable_of(Model& model, const OperationSpec& spec, const Clock& clock) {
    return is_regular(spec) ? Timetable::every(period_of(model, spec)) : listed(model, spec, clock);
}

bool acts_on_synapses(const Model& model, const OperationSpec& spec) {
    return std::any_of(
        model.spec->connections.begin(), model.spec->connections.end(),
        [&](const ConnectionSpec& connection) { return connection.name == spec.of.text(); });
}

void build_for_synapses(Model& model, const OperationSpec& spec) {
    const auto found = model.connections.find(spec.of.str());
    if (found == model.connections.end() || !found->second.built) give_up(spec.of, spec.of.str());
    if (spec.event)
        refuse(*spec.event, spec.path + ".event", "no events happen in synapses",
               "give the connection a pathway: on_pre: {NAME: {code: ..., event: ...}}");
    const Clock& clock = *clock_of(model, spec, *found->second.synapses->clock);
    build_synaptic_operation(model, spec,
                             {timetable_of(model, spec, clock), moment_of(model, spec),
                              read_order(model, spec.order, 0), time_text(spec), &clock});
}

}  // namespace

void build_operation(Model& model, const OperationSpec& spec) {
    if (acts_on_synapses(model, spec)) {
        build_for_synapses(model, spec);
        return;
    }
    const Selection members = members_of(model, spec);
    const Clock& clock = *clock_of(model, spec, *members.population->clock);
    Operation& operation = model.network().operations.emplace_back();
    operation.name = spec.name;
    operation.neurons = members.neurons;
    operation.clock = &clock;
    if (spec.event)
        operation.event = &event_of(model, spec, members);
    else
        operation.timetable = timetable_of(model, spec, clock);
    const Moment moment = moment_of(model, spec);
    if (spec.event) operation.lag = lag_of(model, members, moment, event_of(model, spec, members));
    model.explain(spec.path,
                  format("for {}, {}, in slot {}", members.name, time_text(spec), name_of(moment)));
    operation.parts = compile_group_code(
        model, {members, spec.path + ".code", spec.name, parse_statements(spec.code)});
    model.network().tasks.push_back({spec.path, "run the code", moment,
                                     read_order(model, spec.order, 0), Task::Kind::Operation,
                                     model.position, &clock, [&operation] { operation.run(); }});
}

}  // namespace brian
