#include <algorithm>

#include "base/format.h"
#include "components/stimuli/spike_table.h"
#include "engine/steps.h"
#include "math/random.h"

namespace brian {
namespace {

/// One spike a neuron at a normal time, all independent. (Brian 1 sorts the times and hands them to
/// a random permutation of the neurons, which is the same in distribution.)
std::vector<TimedSpike> packet(const StimulusInput& input, std::uint32_t size, double time,
                               double sigma) {
    const math::StreamKey key = math::stream_key(input.seed, input.spec->path + ":times");
    std::vector<TimedSpike> spikes;
    for (std::uint32_t i = 0; i < size; ++i) {
        const double t = time + sigma * math::normal(key, 0, i);
        if (t >= 0.0) spikes.push_back({i, t, nullptr});
    }
    return spikes;
}

SpikeTable::Table in_steps(const std::vector<TimedSpike>& spikes, double dt) {
    SpikeTable::Table table{dt, {}, 0};
    table.spikes.reserve(spikes.size());
    for (const TimedSpike& spike : spikes)
        table.spikes.push_back({bin_of(spike.time, dt), spike.neuron});
    std::sort(table.spikes.begin(), table.spikes.end());
    return table;
}

}  // namespace

StimulusParts make_pulse_packet_stimulus(const StimulusInput& input) {
    const Fields fields = fields_of(input);
    const std::uint32_t size = fields.size("size");
    const double time = fields.quantity("time", dimensions::second());
    const double sigma = fields.quantity("sigma", dimensions::second());
    if (!(sigma >= 0.0)) refuse(fields.need("sigma"), "the sigma must not be negative");
    const std::vector<TimedSpike> spikes = packet(input, size, time, sigma);
    if (spikes.size() < size)
        fields.warn(fields.need("time"), format("{} of {} spikes would come before t = 0 and are "
                                                "dropped",
                                                size - spikes.size(), size));
    std::vector<SpikeTable::Table> tables;
    tables.reserve(input.dts.size());
    for (const double dt : input.dts) tables.push_back(in_steps(spikes, dt));
    return {size, std::make_unique<SpikeTable>(std::move(tables))};
}

FieldVariant pulse_packet_stimulus_schema() {
    return {.type = "pulse_packet",
            .description = "one spike a neuron, at times scattered normally about one moment",
            .fields = {source_size_key(),
                       {.key = "time",
                        .shapes = {Shape::Quantity},
                        .description = "mean of the times",
                        .example = "50 ms",
                        .required = true},
                       {.key = "sigma",
                        .shapes = {Shape::Quantity},
                        .description = "standard deviation of the times",
                        .example = "1 ms",
                        .required = true}}};
}

}  // namespace brian
