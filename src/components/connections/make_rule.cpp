#include <algorithm>

#include "base/format.h"
#include "base/suggest.h"
#include "components/connections/copies.h"
#include "components/connections/rule.h"
#include "components/connections/rules.h"
#include "components/fields.h"

namespace brian {

namespace {

/// One line of connections.def.
struct RuleRow {
    std::string_view name;
    std::string_view description;
    std::string_view example;
    std::vector<Shape> shapes;
    Rule (*plain)(const RuleInput& input) = nullptr;
    Rule (*make)(const RuleInput& input, const Value& argument) = nullptr;
};

std::vector<RuleRow> rule_rows() {
    return {
#define PLAIN_RULE(name, description) {#name, description, {}, {}, connect_##name, nullptr},
#define RULE(name, description, example, ...) \
    {#name, description, example, {__VA_ARGS__}, nullptr, connect_##name},
#include "components/connections/connections.def"
#undef PLAIN_RULE
#undef RULE
    };
}

std::vector<std::string> names_of(const std::vector<RuleRow>& rows) {
    std::vector<std::string> names(rows.size());
    std::transform(rows.begin(), rows.end(), names.begin(),
                   [](const RuleRow& row) { return std::string(row.name); });
    return names;
}

Rule make_plain(const RuleInput& input) {
    const Value& connect = *input.connect;
    const std::vector<RuleRow> rows = rule_rows();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const RuleRow& candidate) {
        return candidate.name == connect.text();
    });
    if (row == rows.end())
        refuse(connect, format("unknown connection rule '{}'", connect.text()),
               did_you_mean(connect.text(), names_of(rows)));
    if (row->plain == nullptr)
        refuse(connect, format("the rule '{}' needs a value", row->name),
               format("write {{{}: {}}}", row->name, row->example));
    return row->plain(input);
}

/// The rule's key in the map form, and what stands there.
Rule make_from_map(const RuleInput& input) {
    const Value& connect = *input.connect;
    const std::vector<RuleRow> rows = rule_rows();
    const RuleRow* chosen = nullptr;
    for (const RuleRow& row : rows) {
        if (connect.find(row.name) == nullptr) continue;
        // A probability beside another rule is that rule's affair.
        const bool refined = chosen != nullptr && chosen->name == "probability"
                             && (row.name == "condition" || row.name == "generator");
        if (chosen != nullptr && !refined)
            refuse(connect, format("two rules are given: {} and {}", chosen->name, row.name),
                   "several rules stand in a list: connect: [{one_rule: ...}, {another: ...}]");
        chosen = &row;
    }
    if (chosen == nullptr)
        refuse(connect, "no connection rule is given",
               format("rules are {}", join(names_of(rows), ", ")));
    if (chosen->make == nullptr) return chosen->plain(input);
    return chosen->make(input, *connect.find(chosen->name));
}

/// The options that may stand in the map beside the rule.
RuleInput with_options(const RuleInput& input) {
    RuleInput refined = input;
    if (const Value* allowed = input.connect->find("allow_self"))
        refined.autapses = input.values.boolean(*allowed) ? Autapses::Allowed : Autapses::Excluded;
    if (const Value* copies = input.connect->find("multiplicity")) refined.copies = *copies;
    return refined;
}

/// One rule, with as many synapses for each pair as the multiplicity says.
Rule make_one(RuleInput input, Rule (*make)(const RuleInput& input)) {
    if (!input.copies) return make(input);
    if (!input.values.is_constant(*input.copies))
        return with_copies(make(input), input, *input.copies);
    input.multiplicity =
        static_cast<std::uint64_t>(input.values.integer(*input.copies, "the multiplicity"));
    return make(input);
}

Rule make_from_list(const RuleInput& input) {
    std::vector<Rule> rules;
    for (const Value& item : input.connect->items) {
        RuleInput one = input;
        one.connect = &item;
        one.path = item.path;
        rules.push_back(make_rule(one));
        if (!rules.back().columns.empty())
            refuse(item, "a rule that brings values of its own cannot stand in a list of rules",
                   "make it a connection of its own");
    }
    return one_after_the_other(std::move(rules));
}

}  // namespace

Rule make_rule(const RuleInput& input) {
    switch (input.connect->kind) {
        case Value::Kind::Scalar:
            return make_one(input, make_plain);
        case Value::Kind::Map:
            return make_one(with_options(input), make_from_map);
        case Value::Kind::List:
            return make_from_list(input);
        default:
            refuse(*input.connect,
                   "`connect` names a rule, or is a map with one, or a list of them",
                   "write `connect: all` or `connect: {probability: 0.1}`");
    }
}

std::vector<FieldSchema> rule_schemas() {
    std::vector<FieldSchema> schemas;
    for (const RuleRow& row : rule_rows()) {
        if (row.shapes.empty()) continue;
        FieldSchema& schema = schemas.emplace_back();
        schema.key = row.name;
        schema.shapes = row.shapes;
        schema.description = row.description;
        schema.example = row.example;
        if (row.name == "probability") schema.may_join = {"condition"};
    }
    schemas.push_back({.key = "dataset",
                       .shapes = {Shape::Text},
                       .description = "dataset of an HDF5 file: a row an edge, columns source, "
                                      "target and possibly weight, delay; or a group of SONATA "
                                      "edges, /edges/NAME of this connection when left out",
                       .example = "/edges/Ce",
                       .needs = {"file"}});
    schemas.push_back({.key = "skip_if_invalid",
                       .shapes = {Shape::Boolean},
                       .description = "whether targets that do not exist are passed over",
                       .example = "true",
                       .default_value = "false",
                       .needs = {"generator"}});
    return schemas;
}

std::vector<std::string> plain_rules() {
    std::vector<std::string> names;
    for (const RuleRow& row : rule_rows())
        if (row.plain != nullptr) names.emplace_back(row.name);
    return names;
}

std::vector<ComponentLine> rule_lines() {
    std::vector<ComponentLine> lines;
    for (const RuleRow& row : rule_rows())
        lines.push_back({std::string(row.name), std::string(row.description)});
    return lines;
}

}  // namespace brian
