#include <utility>

#include "components/stimuli/stimulus_types.h"

namespace brian {

namespace {

/// How the spikes reach the neurons (b1:brian/directcontrol.py, PoissonInput).
std::vector<FieldSchema> transmission_keys() {
    return {{.key = "copies",
             .shapes = {Shape::Integer},
             .description = "synapses that each input makes on a neuron; all get its spikes",
             .example = "10",
             .default_value = "1"},
            {.key = "reliability",
             .shapes = {Shape::Expression},
             .description = "probability that a synapse transmits a spike",
             .example = "0.5",
             .default_value = "1"},
            {.key = "jitter",
             .shapes = {Shape::Expression},
             .description = "mean of the exponential time by which each spike of each synapse "
                            "is late",
             .example = "1 ms",
             .default_value = "0 ms"},
            {.key = "frozen",
             .shapes = {Shape::Boolean},
             .description = "whether all neurons of the target get the same spikes",
             .example = "true",
             .default_value = "false"}};
}

}  // namespace

FieldVariant poisson_input_stimulus_schema() {
    FieldVariant schema{
        .type = "poisson_input",
        .description =
            "many Poisson spikes straight into a variable: in each step each neuron "
            "receives weight times a binomial number of them",
        .fields = {
            {.key = "target",
             .shapes = {Shape::Reference},
             .description = "group or subgroup that receives the input",
             .example = "P.exc",
             .required = true},
            {.key = "variable",
             .shapes = {Shape::Name},
             .description = "variable of the target that each spike raises",
             .example = "v",
             .required = true},
            {.key = "n",
             .shapes = {Shape::Expression},
             .description = "number of inputs of each neuron",
             .example = "1000",
             .required = true},
            {.key = "rate",
             .shapes = {Shape::Expression},
             .description = "rate of each input",
             .example = "5 Hz",
             .required = true},
            {.key = "weight",
             .shapes = {Shape::Expression},
             .description = "what one spike adds to the variable",
             .example = "0.1 mV",
             .required = true},
            {.key = "order",
             .shapes = {Shape::Integer},
             .description = "position among the things of the synapses' slot: lower is earlier",
             .example = "-1",
             .default_value = "0"}}};
    for (FieldSchema& key : transmission_keys()) schema.fields.push_back(std::move(key));
    return schema;
}

}  // namespace brian
