#include "components/monitors/spike_log.h"

#include <utility>

#include "base/format.h"
#include "components/monitors/recorded_variables.h"

namespace brian {

SpikeLog::SpikeLog(SeriesInfo info, Watched of, std::vector<WatchedVariable> variables)
    : info_(std::move(info)),
      of_(std::move(of)),
      variables_(std::move(variables)),
      values_(variables_.size()) {}

void SpikeLog::open(Recording& recording) {
    // One list for the whole run: a later stretch of it goes on with that.
    if (recording_ != &recording) series_ = recording.open(info_);
    recording_ = &recording;
}

void SpikeLog::record(std::int64_t step) {
    fired_.clear();
    of_.spikes.collect(step, fired_);
    if (fired_.empty()) return;
    times_.insert(times_.end(), fired_.size(), of_.clock->t());
    for (const std::uint32_t neuron : fired_) ids_.push_back(of_.ids[neuron]);
    sample_variables();
    if (times_.size() * (1 + variables_.size()) >= values_held_back) flush();
}

void SpikeLog::sample_variables() {
    for (std::size_t k = 0; k < variables_.size(); ++k) {
        const WatchedVariable& variable = variables_[k];
        places_.clear();
        for (const std::uint32_t neuron : fired_)
            places_.push_back(variable.place_of(of_.ids[neuron]));
        if (variable.refresh) variable.refresh(places_);
        for (const std::uint32_t place : places_) values_[k].push_back(variable.values[place]);
    }
}

void SpikeLog::flush() {
    if (times_.empty()) return;
    recording_->append_spikes(series_, times_, ids_);
    for (std::size_t k = 0; k < values_.size(); ++k) {
        recording_->append_column(series_, k, values_[k]);
        values_[k].clear();
    }
    times_.clear();
    ids_.clear();
}

std::unique_ptr<Monitor> make_spike_log(const MonitorInput& input, SeriesInfo::Kind kind) {
    const Fields fields = fields_of(input);
    const bool events = kind == SeriesInfo::Kind::Events;
    SeriesInfo info = series_of(input, kind);
    info.units = "ms";
    info.unit_size = 1e-3;
    info.description = events
                           ? format("events '{}' of {}", fields.need("event").text(), input.of.name)
                           : format("spikes of {}", input.of.name);
    info.ids = input.of.ids;
    if (const Value* file = fields.find("file")) info.file = file->text();
    std::vector<WatchedVariable> variables;
    if (fields.find("variables") != nullptr)
        variables = recorded_variables(fields, input.of, {"timestamps", "node_ids"});
    for (const WatchedVariable& variable : variables) {
        info.columns.push_back(column_of(variable));
        info.columns.back().description = format("{} of the neuron at the moment of each {}",
                                                 variable.name, events ? "event" : "spike");
    }
    return std::make_unique<SpikeLog>(std::move(info), input.of, std::move(variables));
}

FieldSchema variables_at_spikes_key() {
    return {.key = "variables",
            .shapes = {Shape::Values, Shape::Name},
            .description =
                "variables whose values at that moment, before the reset, are recorded "
                "as well",
            .example = "[v, w]"};
}

}  // namespace brian
