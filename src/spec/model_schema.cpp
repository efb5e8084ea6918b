#include "spec/model_schema.h"

#include <utility>

#include "spec/model_keys.h"

namespace brian {

namespace {

FieldSchema version_key() {
    return {.key = "brian-run",
            .shapes = {Shape::Choice},
            .description = "version of the format of this file",
            .example = "1",
            .required = true,
            .choices = {"1"}};
}

FieldSchema title_key() {
    return {.key = "title",
            .shapes = {Shape::Text},
            .description = "what the model is called; carried into the results",
            .example = "Randomly connected network (CUBA)"};
}

FieldSchema description_key() {
    return {.key = "description",
            .shapes = {Shape::Text},
            .description = "free text about the model; carried into the results",
            .example = "|\n  Current-based synapses, after Vogels and Abbott (2005)."};
}

FieldSchema include_key() {
    return {.key = "include",
            .shapes = {Shape::List},
            .description =
                "model files, relative to this one, whose parameters, functions and "
                "templates are merged into this file; a name that both define is an "
                "error",
            .example = "[library/neurons.yaml]",
            .items = {{.key = "FILE",
                       .shapes = {Shape::Text},
                       .description = "model file, relative to this one",
                       .example = "library/neurons.yaml"}}};
}

}  // namespace

FieldSchema named_key(FieldSchema map, FieldSchema item) {
    map.shapes.push_back(Shape::Named);
    map.items = {std::move(item)};
    return map;
}

FieldSchema type_key(const std::vector<FieldVariant>& variants) {
    FieldSchema type{.key = "type",
                     .shapes = {Shape::Choice},
                     .description = "kind, which decides the further keys",
                     .example = variants.empty() ? std::string{} : variants.front().type,
                     .required = true};
    for (const FieldVariant& variant : variants) {
        type.choices.push_back(variant.type);
        type.choice_descriptions.push_back(variant.description);
    }
    return type;
}

FieldSchema order_key() {
    return {.key = "order",
            .shapes = {Shape::Integer},
            .description = "position among the things of the same slot of a step: lower is earlier",
            .example = "-1",
            .default_value = "0"};
}

FieldSchema method_key(const ComponentSchemas& components) {
    return {.key = "method",
            .shapes = {Shape::Choice},
            .description =
                "integrator of the differential equations; without it the first of "
                "exact, euler, heun that applies",
            .example = components.methods.empty() ? std::string{} : components.methods.front(),
            .choices = components.methods,
            .choice_descriptions = components.method_descriptions};
}

FieldSchema model_schema(const ComponentSchemas& components) {
    return {
        .key = {},
        .shapes = {Shape::Fields},
        .description = "A model of a spiking neural network for brian-run.",
        .fields = {version_key(), title_key(), description_key(), include_key(), parameters_key(),
                   functions_key(), templates_key(components), groups_key(components),
                   stimuli_key(components), connections_key(components), monitors_key(components),
                   operations_key(), run_key(), output_key(), sweep_key()}};
}

}  // namespace brian
