#include "compile/monitors.h"

#include "base/format.h"
#include "compile/clocks.h"
#include "compile/explanation.h"
#include "compile/model_values.h"
#include "compile/selection.h"
#include "compile/watched.h"
#include "compile/watched_synapses.h"

namespace brian {

namespace {

/// Of traces: `output.precision`, whose choices the schema has checked.
Precision default_precision(const NetworkSpec& spec) {
    const LocatedText& precision = spec.output.precision;
    return precision && precision->text() == "float64" ? Precision::Float64 : Precision::Float32;
}

/// What the monitor watches: a connection, or a group or stimulus or part of one.
Watched watched_by_monitor(Model& model, const MonitorSpec& spec) {
    const auto watches = watched_by(spec.type.text());
    const std::string path = spec.path + ".of";
    if (const Ends* ends = watched_connection(model, spec.of)) {
        if (watches != Watches::Spikes) return watched(model, *ends);
        throw ModelError(
            {.message = format("'{}' is a connection, which has no spikes", spec.of.text()),
             .where = spec.of,
             .path = path,
             .hint = "record its variables with type state, snapshot or "
                     "state_histogram, or the spikes of its source",
             .notes = {}});
    }
    const Selection selection = select(model, spec.of, path);
    if (watches == Watches::Spikes && spec.fields.find("event") == nullptr)
        warn_if_silent(model, selection, spec.of, path);
    return watched(model, selection);
}

/// That of what it watches, unless values are wanted at times between its steps.
Clock* clock_of_monitor(Model& model, const MonitorSpec& spec, const Watched& of) {
    const Value* dt = spec.fields.find("dt");
    if (dt == nullptr || watched_by(spec.type.text()) != Watches::Values) return of.clock;
    const double interval =
        model_values(model).quantity(*dt, dimensions::second(), "the time between two samples");
    const bool own = interval > 0.0 && !is_multiple_of_steps(model, *of.clock, interval);
    return own ? clock_of(model, LocatedText(dt->where), dt->path) : of.clock;
}

}  // namespace

void build_monitor(Model& model, const MonitorSpec& spec) {
    Watched of = watched_by_monitor(model, spec);
    const std::string name = of.name;
    Clock* clock = of.clock = clock_of_monitor(model, spec, of);
    MonitorParts parts =
        make_monitor({&spec, std::move(of), model_values(model), time_steps(model, *clock),
                      model.network().slots, model.compiled.latest, default_precision(*model.spec),
                      [&model](const Value& reference) {
                          return watched(model, select(model, reference.where, reference.path));
                      }});
    NamedMonitor& named = model.network().monitors.emplace_back();
    named.name = spec.name;
    named.monitor = std::move(parts.monitor);
    named.clock = clock;
    model.explain(spec.path,
                  format("{} of {}{}", spec.type.text(), name, settings_text(spec.fields)));
    model.network().tasks.push_back({spec.path, format("record {}", spec.type.text()), parts.when,
                                     parts.order, Task::Kind::Monitor, model.position, clock,
                                     [&named, clock] { named.monitor->record(clock->step()); }});
}

}  // namespace brian
