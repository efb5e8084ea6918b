#include "yaml/write_json.h"

#include <doctest/doctest.h>

#include "parsed.h"

using brian::to_json;
using brian::test::parse;

TEST_CASE("numbers, truth and nothing are themselves in JSON, all else is a text") {
    CHECK(to_json(parse("a: 5\nb: -0.25\nc: 1e-3\nd: true\ne: null\n"))
          == "{\n  \"a\": 5,\n  \"b\": -0.25,\n  \"c\": 1e-3,\n  \"d\": true,\n  \"e\": null\n}\n");
    CHECK(to_json(parse("a: 10 mV\nb: '5'\nc: .5\nd: 05\n"))
          == "{\n  \"a\": \"10 mV\",\n  \"b\": \"5\",\n  \"c\": \".5\",\n  \"d\": \"05\"\n}\n");
}

TEST_CASE("lists and maps of a model keep their order in JSON") {
    const std::string text = to_json(parse("z: [1, x]\na: {y: 1, b: 2}\n"));
    CHECK(text.find("\"z\"") < text.find("\"a\""));
    CHECK(text.find("\"y\"") < text.find("\"b\""));
    CHECK(text.find("[1, \"x\"]") != std::string::npos);
}
