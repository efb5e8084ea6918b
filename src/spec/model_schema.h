#pragma once

#include <vector>

#include "spec/field_schema.h"

namespace brian {

/// The schemas that components bring along.
struct ComponentSchemas {
    std::vector<FieldVariant> stimuli;
    std::vector<FieldVariant> monitors;
    /// Keys of the map form of `connect`: the rules, and their options, which have `needs`.
    /// (allow_self and multiplicity belong to every rule: the schema of the model has them.)
    std::vector<FieldSchema> rules;
    std::vector<std::string> plain_rules;  ///< rules without arguments: all, one_to_one
    std::vector<std::string> methods;      ///< names of integrators
    std::vector<std::string> plain_rule_descriptions{};  ///< one for each, as are the next
    std::vector<std::string> method_descriptions{};
};

/// The schema of the whole file: the keys of model-file plus those of the components.
[[nodiscard]] FieldSchema model_schema(const ComponentSchemas& components);

}  // namespace brian
