#include "spec/json.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using brian::Json;

TEST_CASE("texts are quoted and escaped") {
    CHECK(Json::text("a\"b\\c\nd\x01").print() == "\"a\\\"b\\\\c\\nd\\u0001\"\n");
}

TEST_CASE("objects keep the order of their members, and a later value replaces the earlier") {
    Json object = Json::object();
    object.set("b", Json::literal("1")).set("a", Json::list()).set("b", Json::literal("2"));
    CHECK(object.print() == "{\n  \"b\": 2,\n  \"a\": []\n}\n");
}

TEST_CASE("examples in YAML become JSON") {
    struct Row {
        std::string yaml;
        std::string json;
    };
    const std::vector<Row> rows = {
        {"20 ms", "\"20 ms\"\n"},
        {"4000", "4000\n"},
        {"-1", "-1\n"},
        {"false", "false\n"},
        {"\"0:3200\"", "\"0:3200\"\n"},
        {"'5'", "\"5\"\n"},
        {"~", "null\n"},
        {"v > -50*mV", "\"v > -50*mV\"\n"},
        {"[1, a b, ~]", "[1, \"a b\", null]\n"},
        {"{a: 1, b: \"x, y\"}", "{\n  \"a\": 1,\n  \"b\": \"x, y\"\n}\n"},
        {"{a: {b: []}}", "{\n  \"a\": {\n    \"b\": []\n  }\n}\n"},
        {"|\n  one\n    two", "\"one\\n  two\\n\"\n"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.yaml);
        CHECK(brian::json_of_example(row.yaml).print() == row.json);
    }
}
