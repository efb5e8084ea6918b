#include "spec/shape_text.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using brian::FieldSchema;
using brian::Shape;

namespace {

struct Row {
    Shape shape;
    std::string text;
    bool fits;
};

}  // namespace

TEST_CASE("which texts fit which shape") {
    const FieldSchema schema{.key = "k", .choices = {"all", "1"}};
    const std::vector<Row> rows = {
        {Shape::Integer, "4000", true},   {Shape::Integer, "-3", true},
        {Shape::Integer, "1e3", true},    {Shape::Integer, "2.5", false},
        {Shape::Integer, "2*n", true},    {Shape::Integer, "", false},
        {Shape::Integer, "1,000", false}, {Shape::Boolean, "true", true},
        {Shape::Boolean, "yes", false},   {Shape::Boolean, "True", false},
        {Shape::Choice, "all", true},     {Shape::Choice, "1", true},
        {Shape::Choice, "ALL", false},    {Shape::Name, "tau_m", true},
        {Shape::Name, "2a", false},       {Shape::Name, "P.exc", false},
        {Shape::Name, "", false},         {Shape::Reference, "P.exc", true},
        {Shape::Reference, "P", true},    {Shape::Reference, "P.", false},
        {Shape::Reference, ".P", false},  {Shape::Text, "", true},
        {Shape::Expression, " ", false},  {Shape::Expression, "v", true},
        {Shape::Values, "1", false},      {Shape::Nothing, "", false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(brian::fits(row.text, row.shape, schema) == row.fits);
    }
}

TEST_CASE("what is expected is told in words") {
    CHECK(brian::expectation({.key = "k", .shapes = {Shape::Code}}) == "code");
    CHECK(brian::expectation({.key = "k", .shapes = {Shape::Expression, Shape::Values}})
          == "an expression or a list of numbers");
    CHECK(brian::expectation({.key = "k", .shapes = {Shape::Choice}, .choices = {"a", "b"}})
          == "one of a, b");
}

TEST_CASE("words that YAML 1.1 reads as booleans") {
    CHECK(brian::yaml_boolean("yes") == true);
    CHECK(brian::yaml_boolean("ON") == true);
    CHECK(brian::yaml_boolean("False") == false);
    CHECK_FALSE(brian::yaml_boolean("y").has_value());
    CHECK_FALSE(brian::yaml_boolean("1").has_value());
}
