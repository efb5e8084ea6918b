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
    StateMonitor(std::vector<Watch> watches, const Clock* clock, Interval interval, Final last)
        : watches_(std::move(watches)), clock_(clock), interval_(interval), final_(last) {}

    void open(Recording& recording) override {
        every_ = interval_.steps(clock_->dt());
        const double period = static_cast<double>(every_) * clock_->dt();
        const std::int64_t first = (clock_->step() + every_ - 1) / every_;
        const double start = static_cast<double>(first * every_) * clock_->dt();
        for (Watch& watch : watches_) {
            if (watch.trace) watch.trace->open(recording, start, period);
            if (watch.recent) watch.recent->open(recording, start, period);
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
        for (Watch& watch : watches_) {
            const std::string name = path + "." + watch.variable.name;
            if (watch.recent) watch.recent->list_state(name, items);
            if (watch.statistics) watch.statistics->list_state(name, items);
        }
    }

  private:
    [[nodiscard]] bool on_grid(std::int64_t step) const { return step % every_ == 0; }

    std::vector<Watch> watches_;
    const Clock* clock_;
    Interval interval_;
    Final final_;
    std::int64_t every_ = 1;  // steps
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

Final final_of(const Fields& fields, const MonitorInput& input, const Interval& interval,
               const Moment& when) {
    if (!fields.truth("record_final")) return Final::NotRecorded;
    const Value& value = fields.need("record_final");
    if (input.slots.precedes({Slot::Start, Phase::After}, when))
        refuse(value,
               format("the last sample of a monitor at '{}' is already of the last step",
                      name_of(when)),
               "leave out record_final, or record at 'start'");
    const bool whole = duration_steps(input.latest, input.dt()) % interval.steps(input.dt()) == 0;
    if (input.dts.size() == 1 && !whole)
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

/// The stretch of time that traces of the last moments keep [s]; none for traces of all.
std::optional<double> last_of(const Fields& fields) {
    const Value* value = fields.find("last");
    if (value == nullptr) return std::nullopt;
    const double last =
        fields.values().quantity(*value, dimensions::second(), "the last stretch of time");
    if (!(last > 0.0)) refuse(*value, "the last stretch of time must be longer than 0 ms");
    return last;
}

Precision precision_of(const MonitorInput& input, const Fields& fields) {
    const char* usual = input.precision == Precision::Float64 ? "float64" : "float32";
    return fields.choice("precision", {"float32", "float64"}, usual) == 1 ? Precision::Float64
                                                                          : Precision::Float32;
}

/// Traces unless only statistics are asked for.
std::vector<Watch> watches_of(const MonitorInput& input, const Fields& fields) {
    const std::vector<std::uint32_t> members = recorded_neurons(fields, input.of);
    const bool statistics = wants_statistics(fields);
    const bool traces = !statistics || fields.find("record") != nullptr;
    const std::optional<double> last = last_of(fields);
    std::vector<Watch> watches;
    for (const WatchedVariable& variable : recorded_variables(fields, input.of)) {
        SeriesInfo info = trace_info(input, variable, members);
        info.precision = precision_of(input, fields);
        Watch& watch = watches.emplace_back();
        watch.variable = variable;
        for (const std::uint64_t id : info.ids) watch.places.push_back(variable.place_of(id));
        const RecordedValues from{variable.values, watch.places};
        if (traces && !last) watch.trace.emplace(info, from);
        if (traces && last) watch.recent.emplace(info, from, *last);
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
    const Interval interval = interval_of(fields, "dt", input.dts);
    const Moment start{Slot::Start, Phase::At};
    const Final last = final_of(fields, input, interval, moment_of(fields, start));
    return {
        std::make_unique<StateMonitor>(watches_of(input, fields), input.of.clock, interval, last),
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
