#include <algorithm>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/format.h"
#include "base/suggest.h"
#include "components/monitors/monitor_types.h"
#include "components/monitors/recorded_neurons.h"
#include "components/monitors/running_statistics.h"
#include "components/monitors/trace_buffer.h"
#include "engine/steps.h"
#include "units/unit_table.h"

namespace brian {
namespace {

/// One variable and what is made of it.
struct Watch {
    std::string name;
    std::function<void()> refresh;
    std::optional<TraceBuffer> trace;
    std::optional<RunningStatistics> statistics;
};

enum class Final { NotRecorded, Recorded };

/// Values of variables at regular times.
class StateMonitor : public Monitor {
  public:
    StateMonitor(std::vector<Watch> watches, const Clock* clock, std::int64_t every, Final last)
        : watches_(std::move(watches)), clock_(clock), every_(every), final_(last) {}

    void open(Recording& recording) override {
        start_ = clock_->step();
        for (Watch& watch : watches_) {
            if (watch.trace) watch.trace->open(recording, clock_->t());
            if (watch.statistics) watch.statistics->open(recording);
        }
    }

    void record(std::int64_t step) override {
        if (!on_grid(step)) return;
        for (Watch& watch : watches_) {
            if (watch.refresh) watch.refresh();
            if (watch.trace) watch.trace->sample();
            if (watch.statistics) watch.statistics->sample();
        }
    }

    void flush() override {
        for (Watch& watch : watches_)
            if (watch.trace) watch.trace->flush();
    }

    void finish(std::int64_t n_steps) override {
        for (Watch& watch : watches_) {
            if (watch.trace && final_ == Final::Recorded && on_grid(n_steps)) {
                if (watch.refresh) watch.refresh();
                watch.trace->sample();
            }
            if (watch.statistics) watch.statistics->finish();
        }
        flush();
    }

    void list_state(const std::string& path, StateList& items) override {
        items.push_back({path + ".start", &start_});
        for (Watch& watch : watches_)
            if (watch.statistics) watch.statistics->list_state(path + "." + watch.name, items);
    }

  private:
    [[nodiscard]] bool on_grid(std::int64_t step) const { return (step - start_) % every_ == 0; }

    std::vector<Watch> watches_;
    const Clock* clock_;
    std::int64_t every_;
    Final final_;
    std::int64_t start_ = 0;
};

/// The names under `variables`: a list, or a single one.
std::vector<SourceSpan> variable_names(const Fields& fields) {
    const Value& value = fields.need("variables");
    if (value.kind == Value::Kind::Scalar) return {value.where};
    std::vector<SourceSpan> names;
    for (const Value& item : value.items) {
        const auto same = [&](const SourceSpan& name) { return name.text() == item.text(); };
        if (std::any_of(names.begin(), names.end(), same))
            refuse(item, format("the variable '{}' is listed twice", item.text()));
        names.push_back(item.where);
    }
    if (names.empty()) refuse(value, "no variable is listed");
    return names;
}

/// Steps from one sample to the next.
std::int64_t steps_between(const Fields& fields, double dt) {
    const auto interval = fields.optional_quantity("dt", dimensions::second());
    if (!interval) return 1;
    const Value& value = fields.need("dt");
    if (!(*interval > 0.0)) refuse(value, "the interval must be positive");
    const std::int64_t steps = std::max<std::int64_t>(delay_steps(*interval, dt), 1);
    if (!is_multiple(*interval, dt) || *interval < 0.5 * dt)
        fields.warn(value, format("the interval of {} is no multiple of dt = {}: {} is used",
                                  time_text(*interval), time_text(dt),
                                  time_text(static_cast<double>(steps) * dt)));
    return steps;
}

Moment moment_of(const Fields& fields) {
    const Value* value = fields.find("when");
    if (value == nullptr) return {Slot::Start, Phase::At};
    const auto moment = parse_moment(value->text());
    if (!moment)
        refuse(*value, format("'{}' is no moment of a step", value->text()),
               did_you_mean(value->text(), moment_names()));
    return *moment;
}

bool wants_statistics(const Fields& fields) {
    const Value* value = fields.find("statistics");
    if (value == nullptr) return false;
    const std::vector<std::string> known = {"mean", "var", "std"};
    for (const Value& item : value->items)
        if (std::find(known.begin(), known.end(), item.text()) == known.end())
            refuse(item, format("'{}' is no statistic", item.text()),
                   did_you_mean(item.text(), known));
    return !value->items.empty();
}

Final final_of(const Fields& fields, const MonitorInput& input, std::int64_t every,
               const Moment& when) {
    if (!fields.truth("record_final")) return Final::NotRecorded;
    const Value& value = fields.need("record_final");
    if (when.slot > Slot::Start)
        refuse(value,
               format("the last sample of a monitor at '{}' is already of the last step",
                      name_of(when)),
               "leave out record_final, or record at 'start'");
    if (input.n_steps % every != 0)
        fields.warn(value,
                    "the end of the run falls between two samples: the final state is not "
                    "recorded");
    return Final::Recorded;
}

/// What is told about a variable, and where its values lie.
std::pair<SeriesInfo, RecordedValues> series_and_values(const MonitorInput& input,
                                                        const WatchedVariable& variable,
                                                        const std::vector<std::uint32_t>& neurons) {
    SeriesInfo info = series_of(input, SeriesInfo::Kind::Trace);
    const DisplayUnit unit = display_unit(variable.dimension);
    info.variable = variable.name;
    info.units = unit.name;
    info.unit_size = unit.size;
    info.description = format("{} of {}", variable.name, input.of.name);
    RecordedValues from{variable.values, {}};
    for (const std::uint32_t neuron : neurons) {
        info.ids.push_back(input.of.ids[neuron]);
        from.places.push_back(variable.shared ? 0
                                              : static_cast<std::uint32_t>(input.of.ids[neuron]));
        if (variable.shared) break;  // one value for all neurons: recorded once
    }
    return {std::move(info), std::move(from)};
}

/// Traces unless only statistics are asked for.
std::vector<Watch> watches_of(const MonitorInput& input, const Fields& fields, std::int64_t every) {
    const std::vector<std::uint32_t> neurons = recorded_neurons(fields, input.of);
    const bool statistics = wants_statistics(fields);
    const bool traces = !statistics || fields.find("record") != nullptr;
    const bool wide = fields.choice("precision", {"float32", "float64"},
                                    input.precision == Precision::Float64 ? "float64" : "float32")
                      == 1;
    std::vector<Watch> watches;
    for (const SourceSpan& name : variable_names(fields)) {
        const WatchedVariable variable = input.of.variable(name);
        auto [info, from] = series_and_values(input, variable, neurons);
        info.precision = wide ? Precision::Float64 : Precision::Float32;
        info.interval = static_cast<double>(every) * input.of.clock->dt();
        Watch& watch = watches.emplace_back();
        watch.name = variable.name;
        watch.refresh = variable.refresh;
        if (traces) watch.trace.emplace(info, from);
        info.kind = SeriesInfo::Kind::Statistics;
        if (statistics) watch.statistics.emplace(info, from);
    }
    return watches;
}

/// When samples are taken.
std::vector<FieldSchema> timing_keys() {
    return {{.key = "dt",
             .shapes = {Shape::Quantity},
             .description = "time between two samples, a multiple of the step; the step when left "
                            "out",
             .example = "1 ms"},
            {.key = "when",
             .shapes = {Shape::Choice},
             .description = "moment of the step at which values are taken",
             .example = "end",
             .default_value = "start",
             .choices = moment_names()},
            {.key = "order",
             .shapes = {Shape::Integer},
             .description = "position among the things of the same moment: lower is earlier",
             .example = "-1",
             .default_value = "0"},
            {.key = "record_final",
             .shapes = {Shape::Boolean},
             .description = "adds the state after the last step as one more sample",
             .example = "true",
             .default_value = "false"}};
}

}  // namespace

MonitorParts make_state_monitor(const MonitorInput& input) {
    const Fields fields = fields_of(input);
    const std::int64_t every = steps_between(fields, input.of.clock->dt());
    const Moment when = moment_of(fields);
    const Final last = final_of(fields, input, every, when);
    const auto order = fields.optional_quantity("order", {});
    return {std::make_unique<StateMonitor>(watches_of(input, fields, every), input.of.clock, every,
                                           last),
            when, static_cast<int>(order.value_or(0.0))};
}

FieldVariant state_monitor_schema() {
    FieldVariant schema{
        .type = "state",
        .description = "values of variables at regular times, and their statistics",
        .fields = {{.key = "variables",
                    .shapes = {Shape::Values, Shape::Name},
                    .description = "what is recorded",
                    .example = "[v, ge]",
                    .required = true},
                   {.key = "record",
                    .shapes = {Shape::Text, Shape::Integer, Shape::Values, Shape::Data},
                    .description = "neurons recorded: all, a list of indices, or a half-open "
                                   "range; with statistics and without this key there are no "
                                   "traces",
                    .example = "\"0:10\"",
                    .default_value = "all"},
                   {.key = "statistics",
                    .shapes = {Shape::Values},
                    .description = "computes mean, var (unbiased) and std of each neuron over "
                                   "time; all three are written",
                    .example = "[mean, std]"},
                   {.key = "precision",
                    .shapes = {Shape::Choice},
                    .description = "width of the stored numbers; not every reader of SONATA takes "
                                   "float64",
                    .example = "float64",
                    .default_value = "float32",
                    .choices = {"float32", "float64"}}}};
    for (FieldSchema& key : timing_keys()) schema.fields.push_back(std::move(key));
    return schema;
}

}  // namespace brian
