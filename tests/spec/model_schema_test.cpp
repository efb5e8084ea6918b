#include "spec/model_schema.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "spec/json_schema.h"

using brian::FieldSchema;
using brian::FieldVariant;
using brian::Shape;

namespace {

brian::ComponentSchemas components() {
    brian::ComponentSchemas made_up;
    made_up.stimuli = {{"poisson", "Poisson spikes", {}}};
    made_up.monitors = {{"spikes", "every spike", {}}};
    made_up.rules = {{.key = "probability",
                      .shapes = {Shape::Expression},
                      .description = "each pair with this probability",
                      .example = "0.1"}};
    made_up.plain_rules = {"all"};
    made_up.methods = {"euler"};
    return made_up;
}

/// Calls `visit(field, path)` for every key of the tree.
template <class Visit>
void for_each(const FieldSchema& schema, const std::string& path, const Visit& visit) {
    visit(schema, path);
    for (const FieldSchema& field : schema.fields) for_each(field, path + "." + field.key, visit);
    for (const FieldSchema& item : schema.items) for_each(item, path + "." + item.key, visit);
    for (const FieldVariant& variant : schema.variants)
        for (const FieldSchema& field : variant.fields)
            for_each(field, path + "." + variant.type + "." + field.key, visit);
}

bool has(const FieldSchema& schema, Shape shape) {
    return std::find(schema.shapes.begin(), schema.shapes.end(), shape) != schema.shapes.end();
}

}  // namespace

TEST_CASE("every key has a shape, a description and an example") {
    const FieldSchema root = brian::model_schema(components());
    for_each(root, "", [](const FieldSchema& field, const std::string& path) {
        CAPTURE(path);
        CHECK_FALSE(field.shapes.empty());
        CHECK_FALSE(field.description.empty());
        if (!path.empty()) CHECK_FALSE(field.example.empty());
    });
}

TEST_CASE("what shapes promise is there: items of maps and lists, choices, fields") {
    const FieldSchema root = brian::model_schema(components());
    for_each(root, "", [](const FieldSchema& field, const std::string& path) {
        CAPTURE(path);
        const bool holds_items = has(field, Shape::Named) || has(field, Shape::List);
        CHECK((!holds_items || field.items.size() == 1 || !field.same_as.empty()));
        CHECK((!has(field, Shape::Choice) || !field.choices.empty()));
        CHECK((!has(field, Shape::Fields) || !field.fields.empty()));
        std::set<std::string> keys;
        for (const FieldSchema& key : field.fields) CHECK(keys.insert(key.key).second);
    });
}

TEST_CASE("a required key has no default") {
    const FieldSchema root = brian::model_schema(components());
    for_each(root, "", [](const FieldSchema& field, const std::string& path) {
        CAPTURE(path);
        CHECK_FALSE((field.required && !field.default_value.empty()));
    });
}

TEST_CASE("the sections of a model file") {
    std::vector<std::string> keys;
    for (const FieldSchema& field : brian::model_schema(components()).fields)
        keys.push_back(field.key);
    CHECK(keys
          == std::vector<std::string>{"brian-run", "title", "description", "include", "parameters",
                                      "functions", "templates", "groups", "stimuli", "connections",
                                      "monitors", "operations", "run", "output", "sweep"});
}

TEST_CASE("components bring their own keys and names") {
    const std::string text = brian::json_schema(brian::model_schema(components()));
    for (const std::string word : {"poisson", "spikes", "probability", "all", "euler"}) {
        CAPTURE(word);
        CHECK(text.find("\"" + word + "\"") != std::string::npos);
    }
}

TEST_CASE("the reference names every section and every key") {
    const std::string text = brian::reference(brian::model_schema(components()));
    for_each(brian::model_schema(components()), "", [&](const FieldSchema& field, const auto&) {
        CAPTURE(field.key);
        CHECK(text.find(field.key) != std::string::npos);
    });
    CHECK(text.find("\n## groups.NAME\n") != std::string::npos);
}
