#include <algorithm>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/format.h"
#include "base/suggest.h"
#include "components/monitors/monitor_timing.h"
#include "components/monitors/monitor_types.h"
#include "components/monitors/recent_trace.h"
#include "components/monitors/recorded_neurons.h"
#include "components/monitors/recorded_variables.h"
#include "components/monitors/running_statistics.h"
#include "components/monitors/trace_buffer.h"
#include "engine/steps.h"

namespace brian {
namespace {

/// One variable and what is made of it.
struct Watch {
    WatchedVariable variable;
    std::vector<std::uint32_t> places;  ///< of the recorded values
    std::optional<TraceBuffer> trace;
    std::optional<RecentTrace> recent;
    std::optional<RunningStatistics> statistics;

    void refresh() const {
        if (variable.refresh) variable.refresh(places);
    }
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
            if (watch.recent) watch.recent->open(recording, clock_->t());
            if (watch.statistics) watch.statistics->open(recording);
        }
    }

    void record(std::int64_t step) override {
        if (!on_grid(step)) return;
        for (Watch& watch : watches_) {
            watch.refresh();
            if (watch.trace) watch.trace->sample();
            if (watch.recent) watch.recent->sample();
            if (watch.statistics) watch.statistics->sample();
        }
    }

    void flush() override {
        for (Watch& watch : watches_)
            if (watch.trace) watch.trace->flush();
    }

    void finish(std::int64_t n_steps) override {
        for (Watch& watch : watches_) {
            if (final_ == Final::Recorded && on_grid(n_steps)) {
                watch.refresh();
                if (watch.trace) watch.trace->sample();
                if (watch.recent) watch.recent->sample();
            }
            if (watch.recent) watch.recent->finish();
            if (watch.statistics) watch.statistics->finish();
        }
        flush();
    }

    void list_state(const std::string& path, StateList& items) override {
        items.push_back({path + ".start", &start_});
        for (Watch& watch : watches_) {
            const std::string name = path + "." + watch.variable.name;
            if (watch.recent) watch.recent->list_state(name, items);
            if (watch.statistics) watch.statistics->list_state(name, items);
        }
    }

  private:
    [[nodiscard]] bool on_grid(std::int64_t step) const { return (step - start_) % every_ == 0; }

    std::vector<Watch> watches_;
    const Clock* clock_;
    std::int64_t every_;
    Final final_;
    std::int64_t start_ = 0;
};

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

/// What is told about a variable.
SeriesInfo trace_info(const MonitorInput& input, const WatchedVariable& variable,
                      const std::vector<std::uint32_t>& members) {
    SeriesInfo info = series_of(input, SeriesInfo::Kind::Trace);
    const SeriesColumn unit = column_of(variable);
    info.variable = variable.name;
    info.units = unit.units;
    info.unit_size = unit.unit_size;
    info.description = format("{} of {}", variable.name, input.of.name);
    for (const std::uint32_t member : members) {
        add_member(info, input.of, member);
        if (variable.shared) break;  // one value for all: recorded once
    }
    return info;
}

/// Samples that a trace of the last moments keeps; none for a trace of all.
std::size_t frames_kept(const Fields& fields, double interval) {
    const Value* value = fields.find("last");
    if (value == nullptr) return 0;
    const double last =
        fields.values().quantity(*value, dimensions::second(), "the last stretch of time");
    if (!(last > 0.0)) refuse(*value, "the last stretch of time must be longer than 0 ms");
    return static_cast<std::size_t>(bin_of(last, interval)) + 1;
}

Precision precision_of(const MonitorInput& input, const Fields& fields) {
    const char* usual = input.precision == Precision::Float64 ? "float64" : "float32";
    return fields.choice("precision", {"float32", "float64"}, usual) == 1 ? Precision::Float64
                                                                          : Precision::Float32;
}

/// Traces unless only statistics are asked for.
std::vector<Watch> watches_of(const MonitorInput& input, const Fields& fields, std::int64_t every) {
    const std::vector<std::uint32_t> members = recorded_neurons(fields, input.of);
    const bool statistics = wants_statistics(fields);
    const bool traces = !statistics || fields.find("record") != nullptr;
    const double interval = static_cast<double>(every) * input.of.clock->dt();
    const std::size_t kept = frames_kept(fields, interval);
    std::vector<Watch> watches;
    for (const WatchedVariable& variable : recorded_variables(fields, input.of)) {
        SeriesInfo info = trace_info(input, variable, members);
        info.precision = precision_of(input, fields);
        info.interval = interval;
        Watch& watch = watches.emplace_back();
        watch.variable = variable;
        for (const std::uint64_t id : info.ids) watch.places.push_back(variable.place_of(id));
        const RecordedValues from{variable.values, watch.places};
        if (traces && kept == 0) watch.trace.emplace(info, from);
        if (traces && kept > 0) watch.recent.emplace(info, from, kept);
        info.kind = SeriesInfo::Kind::Statistics;
        if (statistics) watch.statistics.emplace(info, from);
    }
    return watches;
}

/// Which samples are taken and kept.
std::vector<FieldSchema> sampling_keys() {
    return {{.key = "dt",
             .shapes = {Shape::Quantity},
             .description = "time between two samples, a multiple of the step; the step when left "
                            "out",
             .example = "1 ms"},
            {.key = "last",
             .shapes = {Shape::Quantity},
             .description = "keeps the traces of that last stretch of time alone, and writes them "
                            "at the end",
             .example = "100 ms"},
            {.key = "record_final",
             .shapes = {Shape::Boolean},
             .description = "adds the state after the last step as one more sample",
             .example = "true",
             .default_value = "false"}};
}

}  // namespace

MonitorParts make_state_monitor(const MonitorInput& input) {
    const Fields fields = fields_of(input);
    const std::int64_t every = steps_between(fields, "dt", input.of.clock->dt());
    const Moment start{Slot::Start, Phase::At};
    const Final last = final_of(fields, input, every, moment_of(fields, start));
    return {std::make_unique<StateMonitor>(watches_of(input, fields, every), input.of.clock, every,
                                           last),
            start, 0};
}

FieldVariant state_monitor_schema() {
    FieldSchema record = record_key();
    record.description += "; with statistics and without this key there are no traces";
    FieldVariant schema{
        .type = "state",
        .description = "values of variables at regular times, and their statistics",
        .fields = {{.key = "variables",
                    .shapes = {Shape::Values, Shape::Name},
                    .description = "what is recorded",
                    .example = "[v, ge]",
                    .required = true},
                   record,
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
    for (FieldSchema& key : sampling_keys()) schema.fields.push_back(std::move(key));
    return with_timing(std::move(schema), "start", "0");
}

}  // namespace brian
