#include "spec/spiking_keys.h"

#include "spec/model_keys.h"

namespace brian {

namespace {

FieldSchema variable_key() {
    return {.key = "variable",
            .shapes = {Shape::Name},
            .description = "variable of the group",
            .example = "v",
            .required = true};
}

FieldSchema value_key(std::string description, std::string example) {
    return {.key = "value",
            .shapes = {Shape::Expression},
            .description = std::move(description),
            .example = std::move(example),
            .required = true};
}

FieldSchema rate_key(std::string description) {
    return {.key = "rate",
            .shapes = {Shape::Expression},
            .description = std::move(description),
            .example = "10 Hz",
            .required = true};
}

// b1:brian/threshold.py
std::vector<FieldVariant> thresholds() {
    return {
        {"variable",
         "VariableThreshold of Brian 1; in Brian 2: threshold: v > v_t",
         {variable_key(), value_key("what the variable must exceed", "v_t")}},
        {"empirical",
         "EmpiricalThreshold of Brian 1; in Brian 2: threshold: v > 1*mV with refractory: 1*ms "
         "and no reset",
         {variable_key(),
          value_key("what the variable must exceed", "1 mV"),
          {.key = "refractory",
           .shapes = {Shape::Expression},
           .description = "least time between two spikes of a neuron; nothing is held meanwhile",
           .example = "1 ms",
           .default_value = "1 ms"}}},
        {"poisson",
         "PoissonThreshold of Brian 1; in Brian 2: threshold: rand() < rate*dt",
         {rate_key("rate of each neuron")}},
        {"homogeneous_poisson",
         "HomogeneousPoissonThreshold of Brian 1: in every step as many different neurons as a "
         "Poisson number of mean N*rate*dt says; Brian 2 has rand() < rate*dt only",
         {rate_key("the rate that all neurons share")}}};
}

// b1:brian/reset.py, b1:brian/library/IF.py
std::vector<FieldVariant> resets() {
    return {{"variable",
             "VariableReset of Brian 1; in Brian 2: reset: v = v_r",
             {variable_key(), value_key("what the variable becomes", "v_r")}},
            {"adaptive",
             "AdaptiveReset of Brian 1; in Brian 2: reset: v = V_r; w += b",
             {variable_key(),
              value_key("what the variable becomes", "-70.6 mV"),
              {.key = "adaptation",
               .shapes = {Shape::Name},
               .description = "variable that grows with every spike",
               .example = "w",
               .required = true},
              {.key = "increment",
               .shapes = {Shape::Expression},
               .description = "by how much it grows",
               .example = "0.0805 nA",
               .required = true}}}};
}

}  // namespace

FieldSchema group_threshold_key() {
    return {.key = "threshold",
            .shapes = {Shape::Condition, Shape::Fields},
            .description =
                "condition under which a neuron spikes, or a threshold of Brian 1 by its "
                "type; without it the group is silent",
            .example = "v > -50*mV",
            .fields = {type_key(thresholds())},
            .variants = thresholds()};
}

FieldSchema group_reset_key() {
    return {.key = "reset",
            .shapes = {Shape::Code, Shape::Fields},
            .description =
                "statements carried out for each neuron that spikes, or a reset of Brian "
                "1 by its type",
            .example = "v = -60*mV",
            .fields = {type_key(resets())},
            .variants = resets()};
}

FieldSchema refractory_clamp_key() {
    return {.key = "refractory_clamp",
            .shapes = {Shape::Choice},
            .description =
                "brian1: what the reset assigns is put back to that value in slot resets of every "
                "step from the spike until the refractory period has passed, which is one step "
                "longer than (unless refractory) holds it; in Brian 2: run_regularly with when: "
                "resets",
            .example = "brian1",
            .default_value = "none",
            .choices = {"none", "brian1"}};
}

FieldSchema while_refractory_key() {
    return {.key = "while_refractory",
            .shapes = {Shape::Code},
            .description =
                "CustomRefractoriness of Brian 1: statements carried out in slot resets of every "
                "step for the neurons whose spike is no longer ago than the refractory period",
            .example = "v = -60*mV"};
}

FieldSchema update_key() {
    return {.key = "update",
            .shapes = {Shape::Code},
            .description =
                "statements carried out in every step in slot groups, after the differential "
                "equations or in their place; in Brian 2: run_regularly with when: groups",
            .example = "v = 0.9*v + 0.1*u"};
}

}  // namespace brian
