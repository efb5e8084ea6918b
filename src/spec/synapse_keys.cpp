#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "spec/model_keys.h"

// connections and what belongs to them.
namespace brian {

namespace {

FieldSchema allow_self_key() {
    return {.key = "allow_self",
            .shapes = {Shape::Boolean},
            .description = "whether a neuron may be connected with itself",
            .example = "false",
            .default_value = "true"};
}

FieldSchema multiplicity_key() {
    return {.key = "multiplicity",
            .shapes = {Shape::Expression},
            .description =
                "number of synapses for each chosen pair: a whole number, or an "
                "expression of i, j and pre and post variables",
            .example = "2",
            .default_value = "1"};
}

bool has_key(const std::vector<FieldSchema>& fields, std::string_view key) {
    return std::any_of(fields.begin(), fields.end(),
                       [key](const FieldSchema& field) { return field.key == key; });
}

FieldSchema multiplicity_index_key() {
    return {.key = "multiplicity_index",
            .shapes = {Shape::Name},
            .description =
                "name of a synaptic variable that numbers the synapses of one pair from "
                "0, for equations, code, initial and delay",
            .example = "copy"};
}

/// One rule of a connection.
FieldSchema rule_key(const ComponentSchemas& components) {
    FieldSchema connect{
        .key = "connect",
        .shapes = {Shape::Choice, Shape::Fields},
        .description =
            "rule that chooses the pairs: its name, or a map with one "
            "rule and its options; or a list of rules, carried out one after the other",
        .example = components.plain_rules.empty() ? std::string{} : components.plain_rules.front(),
        .required = true,
        .choices = components.plain_rules,
        .choice_descriptions = components.plain_rule_descriptions,
        .fields = components.rules};
    for (FieldSchema option : {allow_self_key(), multiplicity_key()}) {
        if (!has_key(connect.fields, option.key)) connect.fields.push_back(std::move(option));
    }
    for (const FieldSchema& rule : connect.fields) {
        const bool refines_all = rule.key == "allow_self" || rule.key == "multiplicity";
        if (rule.needs.empty() && !refines_all) connect.exactly_one.push_back(rule.key);
    }
    return connect;
}

FieldSchema connect_key(const ComponentSchemas& components) {
    FieldSchema connect = rule_key(components);
    connect.items = {connect};
    connect.shapes.push_back(Shape::List);
    return connect;
}

FieldSchema delay_key() {
    return {.key = "delay",
            .shapes = {Shape::Expression, Shape::Values, Shape::Data},
            .description =
                "time from spike to effect: one value, an expression per synapse, or a list "
                "or file in the order of pairs, matrix entries or edges",
            .example = "1.5 ms",
            .default_value = "0 ms"};
}

FieldSchema clock_key() {
    return {.key = "dt",
            .shapes = {Shape::Quantity},
            .description =
                "time step of the synaptic equations; that of the run when left out. "
                "Code that runs at spikes goes by the clock of the neurons that send "
                "them",
            .example = "1 ms"};
}

/// on_pre and on_post differ in their key and words only.
FieldSchema pathway_key(FieldSchema pathway) {
    pathway.shapes = {Shape::Code};
    return named_key(
        std::move(pathway),
        {.key = "NAME",
         .shapes = {Shape::Code, Shape::Fields},
         .description = "one pathway: its code, or code with a delay and an event of its own",
         .example = "{code: ge += w, delay: 2 ms}",
         .fields = {{.key = "code",
                     .shapes = {Shape::Code},
                     .description = "statements carried out at each spike",
                     .example = "ge += w",
                     .required = true},
                    delay_key(),
                    {.key = "event",
                     .shapes = {Shape::Name},
                     .description = "event of the group that takes the place of its spikes",
                     .example = "pause",
                     .default_value = "spike"},
                    order_key()}});
}

FieldSchema on_pre_key() {
    return pathway_key({.key = "on_pre",
                        .description = "statements carried out when a spike of the source arrives, "
                                       "or several such pathways by name",
                        .example = "ge += w"});
}

FieldSchema on_post_key() {
    return pathway_key({.key = "on_post",
                        .description = "statements carried out when the target spikes, or several "
                                       "such pathways by name",
                        .example = "w = clip(w + A_pre, 0, w_max)"});
}

std::vector<FieldSchema> classic_keys() {
    return {{.key = "variable",
             .shapes = {Shape::Name},
             .description = "variable of the target to which each spike adds `weight` (short for "
                            "on_pre: VARIABLE += weight)",
             .example = "ge"},
            {.key = "weight",
             .shapes = {Shape::Expression},
             .description = "what a spike adds to `variable`: a value, or an expression of i, j, "
                            "rand(), drawn once per synapse",
             .example = "1.62 mV"},
            {.key = "modulation",
             .shapes = {Shape::Name},
             .description = "variable of the source that multiplies the weight when it spikes",
             .example = "ux"}};
}

}  // namespace

FieldSchema connections_key(const ComponentSchemas& components) {
    FieldSchema connection{
        .key = "NAME",
        .shapes = {Shape::Fields},
        .description = "one set of synapses",
        .example = "{source: P.exc, target: P, connect: {probability: 0.02}, on_pre: ge += 1*mV}",
        .fields = {{.key = "source",
                    .shapes = {Shape::Reference},
                    .description = "group, subgroup, stimulus or other connection that sends",
                    .example = "P.exc",
                    .required = true},
                   {.key = "target",
                    .shapes = {Shape::Reference},
                    .description = "group, subgroup or other connection that receives",
                    .example = "P",
                    .required = true},
                   connect_key(components),
                   allow_self_key(),
                   multiplicity_key(),
                   multiplicity_index_key(),
                   delay_key(),
                   equations_key(),
                   on_pre_key(),
                   on_post_key(),
                   initial_key(),
                   method_key(components),
                   clock_key(),
                   order_key()}};
    for (FieldSchema& key : classic_keys()) connection.fields.push_back(std::move(key));
    connection.fields.push_back(plasticity_key());
    return named_key({.key = "connections",
                      .description = "synapses between groups and stimuli",
                      .example = "{Ce: {source: P.exc, target: P, connect: {probability: 0.02}, "
                                 "on_pre: ge += 1*mV}}"},
                     std::move(connection));
}

}  // namespace brian
