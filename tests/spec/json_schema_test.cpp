#include "spec/json_schema.h"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

using brian::FieldSchema;
using brian::Shape;

namespace {

FieldSchema root_with(FieldSchema field) {
    return {
        .key = {}, .shapes = {Shape::Fields}, .description = "all", .fields = {std::move(field)}};
}

/// The schema with all blanks and line feeds left out.
std::string compact(const FieldSchema& root) {
    std::string text;
    for (const char character : brian::json_schema(root))
        if (character != ' ' && character != '\n') text += character;
    return text;
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a key carries its description, default and example") {
    const std::string schema = compact(root_with({.key = "dt",
                                                  .shapes = {Shape::Quantity},
                                                  .description = "step",
                                                  .example = "0.05ms",
                                                  .default_value = "0.1ms"}));
    CHECK(contains(schema, R"("$schema":"http://json-schema.org/draft-07/schema#")"));
    CHECK(contains(schema,
                   R"("dt":{"description":"step","default":"0.1ms","examples":["0.05ms"],)"
                   R"("type":["string","number","boolean"],"errorMessage":"expectedaquantity",)"
                   R"("pattern":"\\S","patternErrorMessage":"expectedaquantity"})"));
    CHECK(contains(schema, R"("additionalProperties":false)"));
}

TEST_CASE("a type decides the further keys by if and then") {
    const std::string schema = compact(root_with(
        {.key = "m",
         .shapes = {Shape::Fields},
         .fields = {{.key = "type", .shapes = {Shape::Choice}, .choices = {"a", "b"}}},
         .variants = {{"a", "A", {{.key = "x", .shapes = {Shape::Text}}}}, {"b", "B", {}}}}));
    CHECK(contains(schema, R"("if":{"properties":{"type":{"const":"a"}},"required":["type"]})"));
    CHECK(contains(schema, R"("else":{"if":{"properties":{"type":{"const":"b"}})"));
    CHECK_FALSE(contains(schema, "anyOf"));
}

TEST_CASE("choices hold for scalars, not for the map that may stand in their place") {
    const std::string schema = compact(root_with({.key = "connect",
                                                  .shapes = {Shape::Choice, Shape::Fields},
                                                  .choices = {"all"},
                                                  .fields = {{.key = "p", .shapes = {Shape::Text}}},
                                                  .exactly_one = {"p"}}));
    CHECK(contains(schema, R"("if":{"type":"object"},"then":{"properties":)"));
    CHECK(contains(schema, R"("anyOf":[{"required":["p"],"errorMessage":)"));
    CHECK(contains(schema, R"("else":{"enum":["all"]})"));
}

TEST_CASE("a choice that looks like a number may be one") {
    const std::string schema =
        compact(root_with({.key = "version", .shapes = {Shape::Choice}, .choices = {"1", "two"}}));
    CHECK(contains(schema, R"("enum":[1,"1","two"])"));
}

TEST_CASE("an option depends on its rule") {
    const std::string schema =
        compact(root_with({.key = "skip", .shapes = {Shape::Boolean}, .needs = {"generator"}}));
    CHECK(contains(schema, R"("dependencies":{"skip":["generator"]})"));
}

TEST_CASE("of keys that exclude each other the later one is refused, unless it may join") {
    FieldSchema p{.key = "p", .shapes = {Shape::Text}};
    p.may_join = {"if"};
    const FieldSchema condition{.key = "if", .shapes = {Shape::Text}};
    const FieldSchema degree{.key = "n", .shapes = {Shape::Text}};
    const std::string schema = compact(root_with({.key = "connect",
                                                  .shapes = {Shape::Fields},
                                                  .fields = {p, condition, degree},
                                                  .exactly_one = {"p", "if", "n"}}));
    CHECK(contains(schema, R"("dependencies":{"p":{"properties":{"n":false},"errorMessage":)"));
    CHECK(contains(schema, R"("if":{"properties":{"n":false},"errorMessage":)"));
    CHECK_FALSE(contains(schema, R"("if":false)"));
}

TEST_CASE("what recurs is defined once and referred to") {
    const FieldSchema phases{.key = "phases", .shapes = {Shape::List}, .same_as = "protocol"};
    const FieldSchema phase{.key = "PHASE", .shapes = {Shape::Fields}, .fields = {phases}};
    const std::string schema =
        compact(root_with({.key = "protocol", .shapes = {Shape::List}, .items = {phase}}));
    CHECK(contains(schema, R"("allOf":[{"$ref":"#/definitions/protocol"}])"));
    CHECK(contains(schema, R"("definitions":{"protocol":{"type":["array"],"items":)"));
}

TEST_CASE("an example of several keys is a snippet that YAML can read") {
    const std::string schema = brian::json_schema(
        root_with({.key = "groups",
                   .shapes = {Shape::Fields},
                   .example = "{equations: 'dv/dt = 1 : volt', size: 3, method: exact}",
                   .fields = {{.key = "size", .shapes = {Shape::Integer}}}}));
    CHECK(contains(schema, R"("equations": "\"dv/dt = 1 : volt\"",)"));  // in the snippet
    CHECK(contains(schema, R"("equations": "dv/dt = 1 : volt",)"));      // in the example
    CHECK(contains(schema, R"("method": "exact")"));
}

TEST_CASE("what may be a text or a list is no list to an editor that completes the key") {
    const std::string schema =
        compact(root_with({.key = "equations",
                           .shapes = {Shape::EquationBlock, Shape::List},
                           .example = "|\n  dv/dt = 1/second : 1",
                           .items = {{.key = "PIECE", .shapes = {Shape::Text}}}}));
    CHECK(contains(schema, R"("body":"|\ndv/dt=1/second:1"}])"));
    CHECK(contains(schema, R"("if":{"type":"array"},"then":{"items":{)"));
    CHECK(contains(schema, R"("errorMessage":"expectedequationsoralist")"));
}

TEST_CASE("choices come with what they are") {
    const std::string schema = compact(root_with({.key = "method",
                                                  .shapes = {Shape::Choice},
                                                  .choices = {"a", "b"},
                                                  .choice_descriptions = {"A", "B"}}));
    CHECK(contains(schema, R"("enum":["a","b"],"enumDescriptions":["A","B"])"));
}
