#include "spec/value.h"

#include <string>

#include <doctest/doctest.h>

using brian::Entry;
using brian::Value;

namespace {

Value scalar(const std::string& text) {
    Value value;
    value.kind = Value::Kind::Scalar;
    value.where = brian::whole_text(text);
    return value;
}

}  // namespace

TEST_CASE("a map finds its values by key") {
    Value map;
    map.kind = Value::Kind::Map;
    map.entries = {Entry{"a", {}, scalar("1")}, Entry{"b", {}, scalar("2")}};
    REQUIRE(map.find("b") != nullptr);
    CHECK(map.find("b")->text() == "2");
    CHECK(map.find("c") == nullptr);
    CHECK(scalar("a").find("a") == nullptr);
}

TEST_CASE("paths name keys with dots and items with brackets") {
    Value list;
    list.kind = Value::Kind::List;
    list.items = {scalar("1"), scalar("2")};
    Value root;
    root.kind = Value::Kind::Map;
    root.entries = {Entry{"times", {}, list}};
    brian::set_paths(root, "stimuli.S");
    CHECK(root.find("times")->items[1].path == "stimuli.S.times[1]");
    CHECK(brian::child_path("", "groups") == "groups");
}

TEST_CASE("values are described by what they are") {
    CHECK(brian::describe(Value{}) == "nothing");
    CHECK(brian::describe(scalar("5")) == "the number 5");
    CHECK(brian::describe(scalar("5 mV")) == "'5 mV'");
    CHECK(brian::describe(scalar("two\nlines")) == "a text");
    CHECK(brian::describe(scalar(std::string(41, 'x'))) == "a text");
}
