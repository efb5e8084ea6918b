#pragma once

#include <string>
#include <utility>
#include <vector>

#include "spec/model_schema.h"

namespace brian::test {

inline FieldSchema key(std::string name, Shape shape, std::string example) {
    return {.key = std::move(name),
            .shapes = {shape},
            .description = "made up for tests",
            .example = std::move(example)};
}

/// A few made-up components.
inline ComponentSchemas small_components() {
    FieldSchema size = key("size", Shape::Integer, "10");
    size.required = true;
    FieldSchema skip = key("skip_if_invalid", Shape::Boolean, "true");
    skip.needs = {"generator"};
    ComponentSchemas components;
    components.stimuli = {
        {"poisson", "Poisson spikes", {size, key("rate", Shape::Expression, "10 Hz")}},
        {"spike_list",
         "given spikes",
         {size, key("times", Shape::Values, "[1 ms, 2 ms]"),
          key("indices", Shape::Values, "[0, 1]")}}};
    components.monitors = {{"spikes", "spikes", {}},
                           {"rate", "rate", {key("bin", Shape::Quantity, "5 ms")}}};
    FieldSchema probability = key("probability", Shape::Expression, "0.1");
    probability.may_join = {"condition"};
    components.rules = {probability, key("condition", Shape::Condition, "i != j"),
                        key("generator", Shape::Text, "\"k for k in range(3)\""), skip};
    components.plain_rules = {"all", "one_to_one"};
    components.methods = {"exact", "euler", "heun"};
    return components;
}

inline FieldSchema small_schema() {
    return model_schema(small_components());
}

}  // namespace brian::test
