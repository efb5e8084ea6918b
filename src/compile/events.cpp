#include "compile/events.h"

#include "base/format.h"
#include "compile/bind.h"
#include "compile/model_values.h"
#include "compile/resolve.h"
#include "compile/spiking.h"
#include "language/check.h"
#include "language/print.h"

namespace brian {

namespace {

[[noreturn]] void refuse_name(const NamedValue& event, std::string message, std::string hint,
                              std::vector<Note> notes = {}) {
    throw ModelError({.message = std::move(message),
                      .where = event.name_where,
                      .path = {},
                      .hint = std::move(hint),
                      .notes = std::move(notes)});
}

/// `P.pause` must mean one thing, and spikes are an event already.
void need_free_event_name(const DeclaredGroup& declared, const NamedValue& event) {
    const Population& population = *declared.population;
    if (event.name == "spike" || event.name == "spikes")
        refuse_name(event, format("'{}' is the event of the threshold", event.name),
                    format("write its condition under {}.threshold", population.path));
    for (const NamedValue& subgroup : declared.spec->subgroups)
        if (subgroup.name == event.name)
            refuse_name(
                event,
                format("'{}' is both an event and a subgroup of {}", event.name, population.name),
                "rename one of them", {{"the subgroup is here", subgroup.name_where}});
}

void build_event(Model& model, Population& population, NeuronGroup& group, CustomEvent& event,
                 const NamedValue& spec) {
    const Expr given = expression_of(spec.value);
    check_condition(given, population.scope, format("the event '{}'", event.name));
    Resolver resolve(model, population.scope, population.path + ".events." + event.name,
                     population.size, meaning_in(population.equations));
    const Expr condition = resolve(given);
    const std::string flag = "_event_" + event.name;
    event.flag = &flags_of(group, flag);
    event.condition = compile_routine(model, population, {assign(flag, condition)});
    model.explain(population.path, format("event {}\n{}", event.name, print(condition)));
    model.network().tasks.push_back({population.path,
                                     format("find event {}", event.name),
                                     {Slot::Thresholds, Phase::After},
                                     0,
                                     Task::Kind::Dynamics,
                                     model.position,
                                     group.clock,
                                     [&group, &event] { group.run_event(event); }});
}

}  // namespace

void declare_events(Model& model, DeclaredGroup& declared) {
    for (const NamedValue& spec : declared.spec->events) {
        const std::string path = declared.spec->path + ".events." + spec.name;
        model.diagnostics->attempt(path, [&] { need_free_event_name(declared, spec); });
        CustomEvent& event = declared.group->events.emplace_back();
        event.name = spec.name;
        declared.population->events[spec.name] = &event.happened;
    }
}

void build_events(Model& model, DeclaredGroup& declared) {
    auto event = declared.group->events.begin();
    for (const NamedValue& spec : declared.spec->events) {
        CustomEvent& one = *event++;
        model.diagnostics->attempt(declared.spec->path + ".events." + spec.name, [&] {
            build_event(model, *declared.population, *declared.group, one, spec);
        });
    }
}

}  // namespace brian
