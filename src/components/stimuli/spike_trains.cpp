#include <utility>

#include "base/format.h"
#include "components/stimuli/spike_table.h"

namespace brian {
namespace {

/// Appends the spikes of one neuron.
void append_train(const Fields& fields, const Value& train, std::uint32_t neuron,
                  std::vector<TimedSpike>& spikes) {
    if (train.kind == Value::Kind::Null) return;
    const ModelArray times = fields.values().array(train, dimensions::second(),
                                                   format("the train of neuron {}", neuron));
    for (std::size_t k = 0; k < times.values.size(); ++k)
        spikes.push_back(
            {neuron, times.values[k], k < train.items.size() ? &train.items[k] : &train});
}

}  // namespace

StimulusParts make_spike_trains_stimulus(const StimulusInput& input) {
    const Fields fields = fields_of(input);
    const Value& trains = fields.need("trains");
    if (trains.kind != Value::Kind::List || trains.items.empty())
        refuse(trains, "the trains must be a list with one list of times a neuron",
               "write [[1 ms, 5 ms], [2 ms]] for two neurons");
    const auto size = static_cast<std::uint32_t>(trains.items.size());
    std::vector<TimedSpike> spikes;
    for (std::uint32_t neuron = 0; neuron < size; ++neuron)
        append_train(fields, trains.items[neuron], neuron, spikes);
    return make_spike_table(input, size, spikes, trains);
}

FieldVariant spike_trains_stimulus_schema() {
    FieldVariant schema{.type = "spike_trains",
                        .description = "given spikes, as one list of times a neuron",
                        .fields = {{.key = "trains",
                                    .shapes = {Shape::Values, Shape::List},
                                    .description = "times of the spikes of each neuron; as many "
                                                   "neurons as lists",
                                    .example = "[[5 ms, 20 ms], [], [7 ms]]",
                                    .required = true,
                                    .items = {{.key = "TRAIN",
                                               .shapes = {Shape::Values, Shape::Data, Shape::Name},
                                               .description = "times of one neuron",
                                               .example = "[5 ms, 20 ms]"}}}}};
    for (FieldSchema& key : spike_table_keys()) schema.fields.push_back(std::move(key));
    return schema;
}

}  // namespace brian
