#include <string>
#include <utility>
#include <vector>

#include "spec/model_keys.h"

// connections.NAME.plasticity.
namespace brian {

namespace {

FieldSchema value_key(std::string key, std::string description, std::string example) {
    return {.key = std::move(key),
            .shapes = {Shape::Expression},
            .description = std::move(description),
            .example = std::move(example)};
}

FieldSchema required(FieldSchema key) {
    key.required = true;
    return key;
}

FieldSchema with_default(FieldSchema key, std::string value) {
    key.default_value = std::move(value);
    return key;
}

FieldSchema interactions_key(std::vector<std::string> choices) {
    return {.key = "interactions",
            .shapes = {Shape::Choice},
            .description =
                "which pairs of spikes count: all, or only those with the nearest spike, "
                "of both sides or of one",
            .example = "nearest",
            .default_value = "all",
            .choices = std::move(choices)};
}

/// Keys of all rules that change the weight.
std::vector<FieldSchema> with_weight_keys(std::vector<FieldSchema> keys) {
    keys.push_back(with_default(value_key("wmin", "least weight", "0 mV"), "0"));
    keys.push_back(required(value_key("wmax", "greatest weight", "10 mV")));
    keys.push_back({.key = "weight",
                    .shapes = {Shape::Name},
                    .description =
                        "variable of the synapses that changes; when left out: w, or the "
                        "weight of the key `weight`",
                    .example = "w"});
    keys.push_back(
        value_key("delay_pre",
                  "time from a presynaptic spike to its change of the weight; that of its "
                  "transmission when left out",
                  "1 ms"));
    keys.push_back(
        value_key("delay_post",
                  "time from a postsynaptic spike to its change of the weight; 0 ms when "
                  "left out",
                  "1 ms"));
    return keys;
}

std::vector<FieldSchema> exponential_keys() {
    return with_weight_keys(
        {required(value_key("taup", "time constant of the presynaptic trace", "20 ms")),
         required(value_key("taum", "time constant of the postsynaptic trace", "20 ms")),
         required(value_key("Ap", "change for pre before post, relative to wmax", "0.01")),
         required(value_key("Am", "change for post before pre, relative to wmax", "-0.0105")),
         interactions_key({"all", "nearest", "nearest_pre", "nearest_post"}),
         {.key = "update",
          .shapes = {Shape::Choice},
          .description =
              "how a change depends on the weight: additive (not at all), multiplicative "
              "(growth on what is left to wmax, decline on the weight), or mixed (only "
              "decline does)",
          .example = "multiplicative",
          .default_value = "additive",
          .choices = {"additive", "multiplicative", "mixed"}}});
}

std::vector<FieldSchema> inhibitory_keys() {
    return with_weight_keys(
        {required(value_key("tau", "time constant of both traces", "20 ms")),
         required(value_key("eta", "change of the weight by a pair of spikes", "0.1 nS")),
         required(value_key("rho0", "rate at which the target comes to fire", "3 Hz"))});
}

std::vector<FieldSchema> triplet_keys() {
    const auto key = [](const char* name, const char* description, const char* usual) {
        return with_default(value_key(name, description, usual), usual);
    };
    return with_weight_keys(
        {key("tau_plus", "time constant of the fast presynaptic trace", "16.8 ms"),
         key("tau_x", "time constant of the slow presynaptic trace", "101 ms"),
         key("tau_minus", "time constant of the fast postsynaptic trace", "33.7 ms"),
         key("tau_y", "time constant of the slow postsynaptic trace", "125 ms"),
         key("A2_plus", "growth by a pair, relative to wmax", "5e-10"),
         key("A3_plus", "growth by a triplet post-pre-post, relative to wmax", "6.2e-3"),
         key("A2_minus", "decline by a pair, relative to wmax", "7e-3"),
         key("A3_minus", "decline by a triplet pre-post-pre, relative to wmax", "2.3e-4"),
         interactions_key({"all", "nearest"})});
}

std::vector<FieldSchema> voltage_keys() {
    return with_weight_keys(
        {required(value_key("A_LTD",
                            "decline by a spike, for each volt of u_minus above theta_minus",
                            "0.14 nS/mV")),
         required(
             value_key("A_LTP",
                       "growth in a second while the trace of the spikes is 1, for each volt of "
                       "v above theta_plus and each of u_plus above theta_minus",
                       "8e-3 nS/mV^2/ms")),
         required(value_key("tau_x", "time constant of the trace of presynaptic spikes", "15 ms")),
         with_default(value_key("theta_minus", "bound of the filtered voltages", "-70.6 mV"),
                      "-70.6 mV"),
         with_default(value_key("theta_plus", "bound of the voltage itself", "-45.3 mV"),
                      "-45.3 mV"),
         {.key = "v",
          .shapes = {Shape::Name},
          .description = "the target's voltage; the target also has u_minus and u_plus, of the "
                         "template voltage_traces",
          .example = "v",
          .default_value = "v"}});
}

std::vector<FieldSchema> short_term_keys() {
    return {required(value_key("taud", "time constant of the recovery from depression", "100 ms")),
            required(value_key("tauf", "time constant of facilitation", "5 ms")),
            required(value_key("U", "utilisation of a rested synapse by a spike", "0.6"))};
}

}  // namespace

FieldSchema plasticity_key() {
    std::vector<FieldVariant> kinds = {
        {"stdp_exponential", "pair-based plasticity with exponential windows (Song et al. 2000)",
         exponential_keys()},
        {"stdp_triplet", "plasticity by triplets of spikes (Pfister and Gerstner 2006)",
         triplet_keys()},
        {"stdp_voltage", "plasticity by the voltage of the target (Clopath et al. 2010)",
         voltage_keys()},
        {"stdp_inhibitory", "plasticity of inhibition (Vogels et al. 2011)", inhibitory_keys()},
        {"stp",
         "short-term plasticity (Tsodyks and Markram 1997): a spike transmits w*u*x, where u and x "
         "are variables of the synapses",
         short_term_keys()}};
    FieldSchema type = type_key(kinds);
    return {.key = "plasticity",
            .shapes = {Shape::Fields},
            .description =
                "a usual rule of plasticity, written out as equations, on_pre and on_post "
                "of the synapses, which --explain prints",
            .example = "{type: stp, taud: 100 ms, tauf: 5 ms, U: 0.6}",
            .fields = {std::move(type)},
            .variants = std::move(kinds)};
}

}  // namespace brian
