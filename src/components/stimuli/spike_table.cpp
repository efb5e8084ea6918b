#include "components/stimuli/spike_table.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/format.h"
#include "engine/steps.h"

namespace brian {
namespace {

enum class Duplicates { Error, Keep, Drop, Postpone };

/// What is being made, for those who check and complain.
struct Table {
    Fields fields;
    double dt = 0.0;
    const Value* times = nullptr;
};

void check_times(const std::vector<TimedSpike>& spikes) {
    for (const TimedSpike& spike : spikes) {
        if (!std::isfinite(spike.time)) refuse(*spike.given, "the time of a spike must be finite");
        if (spike.time < 0.0)
            refuse(*spike.given,
                   format("a spike of neuron {} comes at {}, before the run begins", spike.neuron,
                          time_text(spike.time)),
                   "times count from the start of the run");
    }
}

/// Length of the period in steps; 0 when there is none.
std::int64_t period_steps(const Table& table, const std::vector<TimedSpike>& spikes) {
    const auto period = table.fields.optional_quantity("period", dimensions::second());
    if (!period) return 0;
    const Value& value = table.fields.need("period");
    if (!(*period > 0.0)) refuse(value, "the period must be positive");
    if (!is_multiple(*period, table.dt))
        refuse(value, format("the period is no multiple of dt = {}", time_text(table.dt)));
    double last = 0.0;
    for (const TimedSpike& spike : spikes) last = std::max(last, spike.time);
    if (last >= *period)
        refuse(value, format("the period of {} ends before the last spike, at {}",
                             time_text(*period), time_text(last)));
    return delay_steps(*period, table.dt);
}

/// Moves spikes that share neuron and step with an earlier one to the next free step.
std::vector<BinnedSpike> postpone(const std::vector<BinnedSpike>& sorted) {
    std::set<BinnedSpike> taken;
    for (BinnedSpike spike : sorted) {
        while (taken.contains(spike)) ++spike.step;
        taken.insert(spike);
    }
    return {taken.begin(), taken.end()};
}

std::vector<BinnedSpike> drop(const Table& table, std::vector<BinnedSpike> sorted) {
    const auto end = std::unique(sorted.begin(), sorted.end());
    if (end != sorted.end())
        table.fields.warn(*table.times,
                          format("{} of {} spikes share their step with another one of the same "
                                 "neuron and are dropped",
                                 sorted.end() - end, sorted.size()));
    sorted.erase(end, sorted.end());
    return sorted;
}

std::vector<BinnedSpike> without_duplicates(const Table& table, std::vector<BinnedSpike> sorted) {
    const std::vector<std::string> names = {"error", "keep", "drop", "postpone"};
    const auto choice = static_cast<Duplicates>(table.fields.choice("duplicates", names, "error"));
    if (choice == Duplicates::Keep) return sorted;
    if (choice == Duplicates::Drop) return drop(table, std::move(sorted));
    if (choice == Duplicates::Postpone) return postpone(sorted);
    const auto twin = std::adjacent_find(sorted.begin(), sorted.end());
    if (twin != sorted.end())
        refuse(*table.times,
               format("neuron {} has more than one spike in the step at {}", twin->neuron,
                      time_text(static_cast<double>(twin->step) * table.dt)),
               "say what to do with 'duplicates: keep', 'drop' or 'postpone', or use a smaller dt");
    return sorted;
}

std::vector<BinnedSpike> binned(const Table& table, const std::vector<TimedSpike>& spikes) {
    const auto bin =
        table.fields.choice("bin", {"floor", "ceil"}, "floor") == 0 ? bin_of : bin_above;
    std::vector<BinnedSpike> all;
    all.reserve(spikes.size());
    for (const TimedSpike& spike : spikes) all.push_back({bin(spike.time, table.dt), spike.neuron});
    std::sort(all.begin(), all.end());
    return without_duplicates(table, std::move(all));
}

void remark_on_the_end(const Table& table, const std::vector<BinnedSpike>& sorted, double latest) {
    const std::int64_t n_steps = duration_steps(latest, table.dt);
    const auto beyond = std::lower_bound(sorted.begin(), sorted.end(), BinnedSpike{n_steps, 0});
    if (beyond != sorted.end())
        table.fields.warn(*table.times, format("{} of {} spikes come when the run is over",
                                               sorted.end() - beyond, sorted.size()));
}

SpikeTable::Table table_of(const Table& table, const std::vector<TimedSpike>& spikes,
                           double latest) {
    const std::int64_t period = period_steps(table, spikes);
    std::vector<BinnedSpike> sorted = binned(table, spikes);
    if (period == 0) remark_on_the_end(table, sorted, latest);
    if (period != 0 && !sorted.empty() && sorted.back().step >= period)
        refuse(table.fields.need("period"),
               "the last spike falls into the step in which the next period begins");
    return {table.dt, std::move(sorted), period};
}

}  // namespace

void SpikeTable::fire(std::int64_t step, std::vector<std::uint32_t>& spikes) {
    const Table& table = tables_[present_];
    const std::int64_t within = table.period == 0 ? step : step % table.period;
    const std::int64_t round = table.period == 0 ? 0 : step / table.period;
    if (round != round_) next_ = 0;
    round_ = round;
    for (; next_ < std::ssize(table.spikes); ++next_) {
        const BinnedSpike& spike = table.spikes[static_cast<std::size_t>(next_)];
        if (spike.step > within) return;
        if (spike.step == within) spikes.push_back(spike.neuron);
    }
}

/// fire() passes over what lies before its step.
void SpikeTable::change_dt(double dt, std::int64_t /*step*/) {
    const auto table = std::find_if(tables_.begin(), tables_.end(),
                                    [dt](const Table& candidate) { return candidate.dt == dt; });
    present_ = static_cast<std::size_t>(table - tables_.begin());
    next_ = 0;
}

void SpikeTable::list_state(const std::string& path, StateList& items) {
    items.push_back({path + ".next", &next_});
    items.push_back({path + ".round", &round_});
}

StimulusParts make_spike_table(const StimulusInput& input, std::uint32_t size,
                               const std::vector<TimedSpike>& spikes, const Value& times) {
    check_times(spikes);
    std::vector<SpikeTable::Table> tables;
    tables.reserve(input.dts.size());
    for (const double dt : input.dts)
        tables.push_back(table_of({fields_of(input), dt, &times}, spikes, input.latest));
    return {size, std::make_unique<SpikeTable>(std::move(tables))};
}

std::vector<FieldSchema> spike_table_keys() {
    return {
        {.key = "period",
         .shapes = {Shape::Quantity},
         .description = "time after which all spikes come again, a multiple of dt",
         .example = "100 ms"},
        {.key = "bin",
         .shapes = {Shape::Choice},
         .description = "a spike fires in the step that it lies in (floor, as in Brian 2), or in "
                        "the first that is not before it (ceil, as in Brian 1)",
         .example = "ceil",
         .default_value = "floor",
         .choices = {"floor", "ceil"}},
        {.key = "duplicates",
         .shapes = {Shape::Choice},
         .description = "what becomes of further spikes of one neuron in one step",
         .example = "drop",
         .default_value = "error",
         .choices = {"error", "keep", "drop", "postpone"}}};
}

}  // namespace brian
