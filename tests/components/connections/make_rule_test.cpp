#include <algorithm>

#include <doctest/doctest.h>

#include "components/connections/rule_input.h"

// What `connect` may say.
namespace brian {

TEST_CASE("options of the map apply to its rule") {
    const Value connect = map_of({{"out_degree", scalar("2")},
                                  {"allow_self", scalar("false")},
                                  {"multiplicity", scalar("2")}});
    RuleInput input = rule_input(connect, {3, 3});
    input.same_neuron = [](std::uint32_t i) { return i; };
    const Pairs expected{{0, 1}, {0, 1}, {0, 2}, {0, 2}, {1, 0}, {1, 0},
                         {1, 2}, {1, 2}, {2, 0}, {2, 0}, {2, 1}, {2, 1}};
    CHECK(pairs_of(edges_of(input)) == expected);
}

TEST_CASE("mistakes in `connect` are named") {
    struct Fact {
        Value connect;
        const char* error;
    };
    const Value number = scalar("1");
    for (const Fact& fact : {
             Fact{scalar("al"), "unknown connection rule 'al' | did you mean 'all'?"},
             Fact{scalar("in_degree"),
                  "the rule 'in_degree' needs a value | write {in_degree: 100}"},
             Fact{map_of({{"in_degree", number}, {"out_degree", number}}),
                  "two rules are given: in_degree and out_degree | several rules stand in a "
                  "list: connect: [{one_rule: ...}, {another: ...}]"},
             Fact{Value{},
                  "`connect` names a rule, or is a map with one, or a list of them | "
                  "write `connect: all` or `connect: {probability: 0.1}`"},
         }) {
        CHECK(error_of(rule_input(fact.connect, {2, 2})) == fact.error);
    }
}

TEST_CASE("a map without a rule lists the rules") {
    const Value connect = map_of({{"multiplicity", scalar("2")}});
    CHECK(error_of(rule_input(connect, {2, 2})).starts_with("no connection rule is given | rules"));
}

TEST_CASE("every rule is plain or has a schema, and a description") {
    const std::vector<std::string> plain = plain_rules();
    const std::vector<FieldSchema> schemas = rule_schemas();
    for (const ComponentLine& line : rule_lines()) {
        CAPTURE(line.name);
        const bool has_schema =
            std::any_of(schemas.begin(), schemas.end(),
                        [&](const FieldSchema& schema) { return schema.key == line.name; });
        const bool is_plain = std::find(plain.begin(), plain.end(), line.name) != plain.end();
        CHECK(has_schema != is_plain);
        CHECK_FALSE(line.description.empty());
    }
}

TEST_CASE("what is no rule among the schemas refines one") {
    for (const FieldSchema& schema : rule_schemas()) {
        CAPTURE(schema.key);
        const bool option = schema.key == "dataset" || schema.key == "skip_if_invalid";
        CHECK(schema.needs.empty() != option);
    }
}

}  // namespace brian
