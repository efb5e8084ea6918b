#include "compile/protocol.h"

#include <algorithm>

#include "base/format.h"
#include "base/suggest.h"
#include "compile/assignments.h"
#include "compile/changing_parameters.h"
#include "compile/model_values.h"
#include "compile/refuse.h"
#include "compile/run_plan.h"
#include "compile/selection.h"
#include "compile/stop_condition.h"
#include "compile/synapse_assignments.h"
#include "compile/synapse_ends.h"

namespace brian {

namespace {

constexpr double default_dt = 1e-4;  // s, Brian's defaultclock
constexpr std::int64_t most_rounds = 10'000'000;

double time_of(Model& model, const Value& value, const std::string& what) {
    const double time = model_values(model).quantity(value, dimensions::second(), what);
    if (!(time > 0.0)) refuse(value.where, value.path, format("{} must be positive", what));
    return time;
}

/// "duration 1 s, set P.I: 2 nA": the keys of a phase but those of the phases within.
std::string text_of(const Value& phase) {
    std::string text;
    for (const Entry& entry : phase.entries) {
        if (entry.key == "phases") continue;
        std::string said(entry.value.kind == Value::Kind::Null ? "" : entry.value.text());
        if (!entry.value.entries.empty()) said.clear();
        for (const Entry& inner : entry.value.entries)
            said += format("{}{}: {}", said.empty() ? "" : ", ", inner.key, inner.value.text());
        text += format("{}{} {}", text.empty() ? "" : ", ", entry.key, said);
    }
    return text.empty() ? "phases" : text;
}

// ---- what is known from the beginning: times and names

/// How often the phases within are gone through.
std::size_t n_rounds(Model& model, const Value& phase) {
    const Value* repeat = phase.find("repeat");
    const Value* loop = phase.find("loop");
    if (repeat != nullptr && loop != nullptr)
        refuse(repeat->where, repeat->path, "a phase has either `repeat` or `loop`",
               "put one into a phase of its own, and that under `phases` of the other");
    if (repeat != nullptr) {
        const std::int64_t n = whole_number(model, *repeat, "the number of repeats");
        if (n < 1 || n > most_rounds)
            refuse(repeat->where, repeat->path,
                   format("a phase is repeated from 1 to {} times, not {}", most_rounds,
                          repeat->text()));
        return static_cast<std::size_t>(n);
    }
    if (loop == nullptr) return 1;
    if (loop->entries.empty()) refuse(loop->where, loop->path, "the loop has no values");
    const std::size_t n = loop->entries.front().value.items.size();
    if (n == 0)
        refuse(loop->entries.front().key_where, loop->entries.front().value.path,
               "the loop has no values", "list at least one value");
    for (const Entry& entry : loop->entries)
        if (entry.value.items.size() != n)
            refuse(entry.key_where, entry.value.path,
                   format("'{}' has {} values, and '{}' has {}", entry.key,
                          entry.value.items.size(), loop->entries.front().key, n),
                   "the lists of a loop are gone through side by side, so they need one length");
    return n;
}

void read_restore(const Value& value, RunPhase& phase) {
    if (value.kind == Value::Kind::Scalar) {
        phase.restore = std::string(value.text());
        return;
    }
    phase.restore = std::string(value.find("name")->text());
    const Value* random = value.find("random");
    if (random != nullptr && truth(random->where)) phase.random = Network::RandomNumbers::GoBack;
}

void refuse_contradictions(const Value& value, const RunPhase& phase) {
    const Value* until = value.find("stop_when");
    if (phase.duration && !phase.rounds.empty())
        refuse(value.find("duration")->where, phase.path,
               "a phase has either a duration or further phases",
               "put the duration into a phase of its own under `phases`");
    if (until != nullptr && !phase.rounds.empty())
        refuse(until->where, until->path, "stop_when belongs to a phase with a duration",
               "put it into one of the phases under `phases`");
    if (until != nullptr && !phase.duration)
        refuse(until->where, phase.path,
               "this phase may never end: it has stop_when, but no duration",
               "add duration: 10 s, the longest time that it may take");
    if (value.entries.empty())
        refuse(value.where, phase.path, "this phase does nothing", "add duration: 1 s");
}

std::vector<RunPhase> read_phases(Model& model, const Value& list);

RunPhase read_phase(Model& model, const Value& value) {
    RunPhase phase;
    phase.path = value.path;
    phase.text = text_of(value);
    phase.where = value.entries.empty() ? value.where : value.entries.front().key_where;
    if (const Value* restore = value.find("restore")) read_restore(*restore, phase);
    if (const Value* store = value.find("store")) phase.store = std::string(store->text());
    if (const Value* duration = value.find("duration"))
        phase.duration = time_of(model, *duration, "the duration");
    if (const Value* phases = value.find("phases")) {
        phase.rounds.resize(n_rounds(model, value));
        phase.phases = read_phases(model, *phases);
    }
    phase.conditional = value.find("stop_when") != nullptr;
    refuse_contradictions(value, phase);
    if (const Value* dt = value.find("dt")) {
        phase.dt = time_of(model, *dt, "the time step");
        if (std::find(model.dts.begin(), model.dts.end(), *phase.dt) == model.dts.end())
            model.dts.push_back(*phase.dt);
    }
    return phase;
}

/// Phases that are wrong are reported and left out.
std::vector<RunPhase> read_phases(Model& model, const Value& list) {
    std::vector<RunPhase> phases;
    for (const Value& item : list.items)
        model.diagnostics->attempt(item.path, [&] { phases.push_back(read_phase(model, item)); });
    return phases;
}

/// A run without a protocol: one phase.
void read_duration(Model& model) {
    const RunSpec& run = model.spec->run;
    if (run.where.text() != "run")
        refuse(run.where, "run", "the model does not say how long to run",
               "add run: {duration: 1 s}");
    if (!run.duration) refuse(run.where, "run", "the duration is missing", "add duration: 1 s");
    RunPhase& phase = model.compiled.protocol.emplace_back();
    phase.where = *run.duration;
    phase.duration = time_of(model, scalar(*run.duration, "run.duration"), "the duration");
}

void read_protocol(Model& model) {
    const RunSpec& run = model.spec->run;
    if (run.protocol.kind == Value::Kind::Null) {
        read_duration(model);
    } else {
        model.compiled.protocol = read_phases(model, run.protocol);
        if (model.compiled.protocol.size() != run.protocol.items.size()) return;
    }
    const RunPlan plan =
        plan_run(model.compiled.protocol,
                 {0.0, model.dt(),
                  run.stop_when ? PlannedTime::Known::AtMost : PlannedTime::Known::Exactly});
    if (plan.n_stretches == 0)
        refuse(run.protocol.where, "run.protocol",
               "the protocol never runs: none of its phases has a duration",
               "add - {duration: 1 s}");
    model.compiled.n_steps = plan.n_steps;
    model.compiled.latest = plan.latest;
}

// ---- what refers to objects

void collect(std::vector<std::string>& paths, const std::string& section, const auto& specs) {
    for (const auto& spec : specs) paths.push_back(section + "." + spec.name);
}

/// "groups.P", "monitors.rate" ...: all that can be switched off.
std::vector<std::string> switchable(const NetworkSpec& spec) {
    std::vector<std::string> paths;
    collect(paths, "groups", spec.groups);
    for (const StimulusSpec& stimulus : spec.stimuli)
        if (stimulus.type.text() != "timed_array") paths.push_back("stimuli." + stimulus.name);
    collect(paths, "connections", spec.connections);
    collect(paths, "monitors", spec.monitors);
    collect(paths, "operations", spec.operations);
    return paths;
}

/// The path of the object that `name` stands for: its own, or the only one that ends so.
std::string object_path(const NetworkSpec& spec, const Entry& entry) {
    std::vector<std::string> found;
    std::vector<std::string> names;
    for (const std::string& path : switchable(spec)) {
        const std::string name = path.substr(path.find('.') + 1);
        names.push_back(name);
        if (path == entry.key || name == entry.key) found.push_back(path);
    }
    if (found.size() == 1) return found.front();
    if (found.size() > 1)
        refuse(entry.key_where, entry.value.path,
               format("'{}' may be {} or {}", entry.key, found[0], found[1]),
               format("write {}: {}", found[0], entry.value.text()));
    for (const StimulusSpec& stimulus : spec.stimuli)
        if (stimulus.name == entry.key)
            refuse(entry.key_where, entry.value.path,
                   format("'{}' is a timed array: a function, which cannot be switched off",
                          entry.key),
                   "change a parameter that it is multiplied with");
    const std::size_t dot = entry.key.find('.');
    const bool part =
        dot != std::string::npos
        && std::find(names.begin(), names.end(), entry.key.substr(0, dot)) != names.end();
    refuse(entry.key_where, entry.value.path,
           part ? format("'{}' cannot be switched by itself, only {} as a whole", entry.key,
                         entry.key.substr(0, dot))
                : format("there is no object '{}' to switch", entry.key),
           part ? std::string() : did_you_mean(entry.key, names));
}

/// The work of one entry of `set` or `loop`.
std::function<void()> change(Model& model, const Entry& entry, const Value& value) {
    const std::size_t dot = entry.key.rfind('.');
    if (dot == std::string::npos)
        refuse(entry.key_where, entry.value.path,
               format("'{}' does not say whose variable it is", entry.key),
               format("write P.{}, where P is a group", entry.key));
    const SourceSpan object = entry.key_where.part(0, dot);
    const NamedValue given{entry.key.substr(dot + 1),
                           entry.key_where.part(dot + 1, entry.key.size()), value};
    if (object.text() == "parameters") return parameter_assignment(model, given, value.path);
    if (connection_named(model, object) != nullptr)
        return synaptic_assignment(model, object, given, value.path);
    return assignment(model, select(model, object, entry.value.path), given, value.path);
}

void attempt_change(Model& model, const Entry& entry, const Value& value,
                    RunPhase::Changes& changes) {
    model.diagnostics->attempt(value.path, [&] { changes.push_back(change(model, entry, value)); });
}

void build_switches(Model& model, const Value& active, RunPhase& phase) {
    for (const Entry& entry : active.entries)
        model.diagnostics->attempt(entry.value.path, [&] {
            phase.switches.push_back(
                {object_path(*model.spec, entry),
                 truth(entry.value.where) ? Network::Activity::On : Network::Activity::Off});
        });
}

void build_phases(Model& model, const Value& list, std::vector<RunPhase>& phases);

void build_phase(Model& model, const Value& value, RunPhase& phase) {
    if (const Value* set = value.find("set"))
        for (const Entry& entry : set->entries)
            attempt_change(model, entry, entry.value, phase.changes);
    if (const Value* active = value.find("active")) build_switches(model, *active, phase);
    if (const Value* until = value.find("stop_when"))
        model.diagnostics->attempt(until->path, [&] {
            StopCondition stop = build_stop_condition(model, until->where, until->path);
            phase.changes.push_back(std::move(stop.begin));
            phase.until = std::move(stop.holds);
        });
    if (const Value* loop = value.find("loop"))
        for (const Entry& entry : loop->entries)
            for (std::size_t k = 0; k < phase.rounds.size(); ++k)
                attempt_change(model, entry, entry.value.items[k], phase.rounds[k]);
    if (const Value* within = value.find("phases")) build_phases(model, *within, phase.phases);
}

void build_phases(Model& model, const Value& list, std::vector<RunPhase>& phases) {
    if (phases.size() != list.items.size()) return;  // some are wrong, as was reported
    for (std::size_t k = 0; k < phases.size(); ++k) build_phase(model, list.items[k], phases[k]);
}

/// The condition of the run as a whole, for its only phase or next to those of its phases.
void build_end(Model& model) {
    const LocatedText& until = model.spec->run.stop_when;
    if (!until) return;
    StopCondition stop = build_stop_condition(model, *until, "run.stop_when");
    model.compiled.until = std::move(stop.holds);
}

}  // namespace

void read_run(Model& model) {
    const RunSpec& run = model.spec->run;
    model.compiled.dt = default_dt;
    model.diagnostics->attempt("run.dt", [&] {
        if (run.dt) model.compiled.dt = time_of(model, scalar(*run.dt, "run.dt"), "the time step");
    });
    model.dts = {model.dt()};
    model.diagnostics->attempt("run.duration", [&] { read_protocol(model); });
    model.clock = &model.network().clocks.emplace_back(model.dt());
}

void build_protocol(Model& model) {
    build_phases(model, model.spec->run.protocol, model.compiled.protocol);
    model.diagnostics->attempt("run.stop_when", [&] { build_end(model); });
}

}  // namespace brian
