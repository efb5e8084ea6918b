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

/// A dataset of the spikes that an earlier run recorded.
Value dataset_of(const Value& spikes, const char* dataset) {
    Value data;
    data.kind = Value::Kind::Map;
    data.where = spikes.where;
    data.path = spikes.path;
    Value name;
    name.kind = Value::Kind::Scalar;
    name.where = whole_text(format("/spikes/{}/{}", spikes.find("monitor")->text(), dataset));
    name.path = spikes.path;
    data.entries = {{"file", spikes.where, *spikes.find("file")},
                    {"dataset", spikes.where, std::move(name)}};
    return data;
}

/// Neurons and times of all spikes, and where they were given.
struct Listed {
    ModelArray indices, times;
    const Value* indices_given = nullptr;
    const Value* times_given = nullptr;
};

Listed listed_spikes(const Fields& fields) {
    const Value* spikes = fields.find("spikes");
    if (spikes == nullptr)
        return {fields.array("indices", {}), fields.array("times", dimensions::second()),
                &fields.need("indices"), &fields.need("times")};
    for (const char* key : {"indices", "times"})
        if (const Value* value = fields.find(key))
            refuse(*value, format("'{}' and 'spikes' exclude each other", key),
                   "spikes of an earlier run bring their neurons and times along");
    const auto& array = fields.values().array;
    return {
        array(dataset_of(*spikes, "node_ids"), {}, "the neurons of the spikes"),
        array(dataset_of(*spikes, "timestamps"), dimensions::second(), "the times of the spikes"),
        spikes, spikes};
}

FieldSchema spikes_key() {
    return {.key = "spikes",
            .shapes = {Shape::Fields},
            .description = "spikes that an earlier run recorded, in place of indices and times",
            .example = "{file: before.h5, monitor: spikes}",
            .fields = {{.key = "file",
                        .shapes = {Shape::Text},
                        .description = "results file, from the folder of the model",
                        .example = "before.h5",
                        .required = true},
                       {.key = "monitor",
                        .shapes = {Shape::Name},
                        .description = "its monitor of spikes",
                        .example = "spikes",
                        .required = true}}};
}

}  // namespace

StimulusParts make_spike_list_stimulus(const StimulusInput& input) {
    const Fields fields = fields_of(input);
    const std::uint32_t size = fields.size("size");
    const Listed listed = listed_spikes(fields);
    const std::vector<double>& indices = listed.indices.values;
    const std::vector<double>& times = listed.times.values;
    if (indices.size() != times.size())
        refuse(*listed.times_given, format("{} times for {} indices", times.size(), indices.size()),
               "each spike has one index and one time");
    std::vector<TimedSpike> spikes;
    for (std::size_t k = 0; k < times.size(); ++k)
        spikes.push_back({neuron_of(indices[k], size, item(*listed.indices_given, k)), times[k],
                          &item(*listed.times_given, k)});
    return make_spike_table(input, size, spikes, *listed.times_given);
}

FieldVariant spike_list_stimulus_schema() {
    FieldVariant schema{.type = "spike_list",
                        .description = "given spikes, as a list of neurons and a list of times",
                        .fields = {source_size_key(),
                                   {.key = "indices",
                                    .shapes = {Shape::Values, Shape::Data, Shape::Name},
                                    .description = "neuron of each spike, from 0",
                                    .example = "[0, 1, 0]"},
                                   {.key = "times",
                                    .shapes = {Shape::Values, Shape::Data, Shape::Name},
                                    .description = "time of each spike, in any order",
                                    .example = "[5 ms, 5 ms, 20 ms]"},
                                   spikes_key()}};
    for (FieldSchema& key : spike_table_keys()) schema.fields.push_back(std::move(key));
    return schema;
}

}  // namespace brian
