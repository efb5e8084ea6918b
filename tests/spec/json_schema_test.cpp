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
    CHECK(contains(schema, R"("dt":{"description":"step","default":"0.1ms","examples":["0.05ms"],)"
                           R"("type":["string","number","boolean"],"pattern":"\\S"})"));
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
    CHECK(contains(schema, R"("oneOf":[{"required":["p"]}])"));
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

TEST_CASE("of keys that exclude each other, one may join another") {
    FieldSchema p{.key = "p", .shapes = {Shape::Text}};
    p.may_join = {"if"};
    const FieldSchema condition{.key = "if", .shapes = {Shape::Text}};
    const std::string schema = compact(root_with({.key = "connect",
                                                  .shapes = {Shape::Fields},
                                                  .fields = {p, condition},
                                                  .exactly_one = {"p", "if"}}));
    CHECK(contains(schema, R"("oneOf":[{"required":["p"],"not":{"anyOf":[{"required":["if"]}]}},)"
                           R"({"required":["if"]}])"));
}

TEST_CASE("what recurs is defined once and referred to") {
    const FieldSchema phases{.key = "phases", .shapes = {Shape::List}, .same_as = "protocol"};
    const FieldSchema phase{.key = "PHASE", .shapes = {Shape::Fields}, .fields = {phases}};
    const std::string schema =
        compact(root_with({.key = "protocol", .shapes = {Shape::List}, .items = {phase}}));
    CHECK(contains(schema, R"("allOf":[{"$ref":"#/definitions/protocol"}])"));
    CHECK(contains(schema, R"("definitions":{"protocol":{"type":"array","items":)"));
}
