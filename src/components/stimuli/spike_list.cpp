#include <cmath>
#include <utility>

#include "base/format.h"
#include "components/stimuli/spike_table.h"

namespace brian {
namespace {

/// Place of number k of an array: its own when it was written in the file.
const Value& item(const Value& value, std::size_t k) {
    return value.kind == Value::Kind::List && k < value.items.size() ? value.items[k] : value;
}

std::uint32_t neuron_of(double index, std::uint32_t size, const Value& value) {
    if (!(index >= 0.0) || index != std::floor(index))
        refuse(value, format("an index must be a whole number from 0, not {:g}", index));
    if (index >= size)
        refuse(value,
               format("index {:.0f} is out of range: the neurons are 0 to {}", index, size - 1));
    return static_cast<std::uint32_t>(index);
}

}  // namespace

StimulusParts make_spike_list_stimulus(const StimulusInput& input) {
    const Fields fields = fields_of(input);
    const std::uint32_t size = fields.size("size");
    const Value& indices_given = fields.need("indices");
    const Value& times_given = fields.need("times");
    const ModelArray indices = fields.array("indices", {});
    const ModelArray times = fields.array("times", dimensions::second());
    if (indices.values.size() != times.values.size())
        refuse(times_given,
               format("{} times for {} indices", times.values.size(), indices.values.size()),
               "each spike has one index and one time");
    std::vector<TimedSpike> spikes;
    for (std::size_t k = 0; k < times.values.size(); ++k)
        spikes.push_back({neuron_of(indices.values[k], size, item(indices_given, k)),
                          times.values[k], &item(times_given, k)});
    return make_spike_table(input, size, spikes, times_given);
}

FieldVariant spike_list_stimulus_schema() {
    FieldVariant schema{.type = "spike_list",
                        .description = "given spikes, as a list of neurons and a list of times",
                        .fields = {source_size_key(),
                                   {.key = "indices",
                                    .shapes = {Shape::Values, Shape::Data, Shape::Name},
                                    .description = "neuron of each spike, from 0",
                                    .example = "[0, 1, 0]",
                                    .required = true},
                                   {.key = "times",
                                    .shapes = {Shape::Values, Shape::Data, Shape::Name},
                                    .description = "time of each spike, in any order",
                                    .example = "[5 ms, 5 ms, 20 ms]",
                                    .required = true}}};
    for (FieldSchema& key : spike_table_keys()) schema.fields.push_back(std::move(key));
    return schema;
}

}  // namespace brian
