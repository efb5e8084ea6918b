#include <algorithm>
#include <utility>

#include "base/format.h"
#include "components/monitors/monitor_timing.h"
#include "components/monitors/monitor_types.h"
#include "components/monitors/recorded_neurons.h"
#include "components/monitors/recorded_variables.h"
#include "engine/steps.h"

namespace brian {
namespace {

/// When snapshots are taken.
struct Moments {
    std::vector<double> times;  ///< [s] ascending; one between two steps means the later one
    Interval interval;          ///< from t = 0 on, if there is one
    enum class End { Taken, NotTaken };
    End end = End::NotTaken;  ///< the state after the last step

    [[nodiscard]] bool contain(std::int64_t step, double dt) const {
        if (interval.seconds && step % interval.steps(dt) == 0) return true;
        const auto time = std::partition_point(
            times.begin(), times.end(), [&](double early) { return bin_above(early, dt) < step; });
        return time != times.end() && bin_above(*time, dt) == step;
    }
};

/// Values of variables at single moments.
class SnapshotMonitor : public Monitor {
  public:
    SnapshotMonitor(SeriesInfo info, std::vector<WatchedVariable> variables, const Clock* clock,
                    Moments moments)
        : info_(std::move(info)),
          variables_(std::move(variables)),
          clock_(clock),
          moments_(std::move(moments)) {}

    void open(Recording& recording) override {
        // One table for the whole run: a later stretch of it goes on with that.
        if (recording_ != &recording) series_ = recording.open(info_);
        recording_ = &recording;
    }

    void record(std::int64_t step) override {
        if (moments_.contain(step, clock_->dt())) take();
    }

    void flush() override {}

    void finish(std::int64_t n_steps) override {
        if (moments_.end == Moments::End::Taken || moments_.contain(n_steps, clock_->dt())) take();
    }

    void list_state(const std::string& /*path*/, StateList& /*items*/) override {}

  private:
    void take() {
        const double t = clock_->t();
        recording_->append_column(series_, 0, std::span(&t, 1));
        for (std::size_t k = 0; k < variables_.size(); ++k) {
            const WatchedVariable& variable = variables_[k];
            places_.clear();
            for (const std::uint64_t id : info_.ids) places_.push_back(variable.place_of(id));
            if (variable.refresh) variable.refresh(places_);
            values_.clear();
            for (const std::uint32_t place : places_) values_.push_back(variable.values[place]);
            recording_->append_column(series_, k + 1, values_);
        }
    }

    SeriesInfo info_;
    std::vector<WatchedVariable> variables_;
    const Clock* clock_;
    Moments moments_;
    Recording* recording_ = nullptr;
    std::size_t series_ = 0;
    std::vector<std::uint32_t> places_;  // scratch
    std::vector<double> values_;         // scratch
};

std::vector<double> times_of(const Fields& fields) {
    const Value* at = fields.find("at");
    if (at == nullptr) return {};
    const std::string what = "the time of the snapshot";
    if (at->kind == Value::Kind::Scalar && fields.values().is_constant(*at))
        return {fields.values().quantity(*at, dimensions::second(), what)};
    return fields.values().array(*at, dimensions::second(), what).values;
}

Moments moments_of(const MonitorInput& input, const Fields& fields) {
    Moments moments{times_of(fields), interval_of(fields, "every", input.dts), {}};
    for (const double t : moments.times) {
        if (!(t >= 0.0)) refuse(fields.need("at"), "times of snapshots are 0 ms or later");
        const std::int64_t n_steps = duration_steps(input.latest, input.dt());
        if (n_steps > 0 && bin_above(t, input.dt()) > n_steps)
            refuse(fields.need("at"),
                   format("the snapshot at {} is after the end of the run, at {}", time_text(t),
                          time_text(static_cast<double>(n_steps) * input.dt())));
    }
    std::sort(moments.times.begin(), moments.times.end());
    const bool alone = moments.times.empty() && !moments.interval.seconds;
    if (alone || fields.truth("final")) moments.end = Moments::End::Taken;
    return moments;
}

}  // namespace

MonitorParts make_snapshot_monitor(const MonitorInput& input) {
    const Fields fields = fields_of(input);
    std::vector<WatchedVariable> variables = recorded_variables(
        fields, input.of, {"time", "node_id", "synapse_id", "source_node_id", "target_node_id"});
    SeriesInfo info = series_of(input, SeriesInfo::Kind::Snapshot);
    info.description = format("snapshots of {}", input.of.name);
    for (const std::uint32_t member : recorded_neurons(fields, input.of))
        add_member(info, input.of, member);
    info.columns = {
        {.name = "time", .units = "ms", .unit_size = 1e-3, .description = "time of each snapshot"}};
    for (const WatchedVariable& variable : variables) {
        SeriesColumn column = column_of(variable);
        column.description = format("{} of {}: a row a moment, a column a {}", variable.name,
                                    input.of.name, input.of.member());
        column.width = info.ids.size();
        info.columns.push_back(std::move(column));
    }
    return {std::make_unique<SnapshotMonitor>(std::move(info), std::move(variables), input.of.clock,
                                              moments_of(input, fields)),
            {Slot::Start, Phase::At},
            0};
}

FieldVariant snapshot_monitor_schema() {
    return with_timing(
        {.type = "snapshot",
         .description = "values of variables at single moments, such as the weights of a "
                        "connection at the end, in full precision",
         .fields = {{.key = "variables",
                     .shapes = {Shape::Values, Shape::Name},
                     .description = "what is recorded",
                     .example = "[w]",
                     .required = true},
                    record_key(),
                    {.key = "at",
                     .shapes = {Shape::Quantity, Shape::Values, Shape::Data},
                     .description =
                         "times of the snapshots; without `at` and `every` there is one, "
                         "at the end",
                     .example = "[0 ms, 500 ms]"},
                    {.key = "every",
                     .shapes = {Shape::Quantity},
                     .description = "time between two snapshots, from the start on",
                     .example = "1 s"},
                    {.key = "final",
                     .shapes = {Shape::Boolean},
                     .description = "whether there is one more of the state after the last step",
                     .example = "true",
                     .default_value = "false"}}},
        "start", "0");
}

}  // namespace brian
