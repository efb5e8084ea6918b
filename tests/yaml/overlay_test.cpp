#include "yaml/overlay.h"

#include <doctest/doctest.h>

#include "parsed.h"
#include "yaml/write_yaml.h"

using brian::Value;
using brian::test::parse;

namespace {

std::string laid_over(const std::string& base, const std::string& overlay) {
    Value value = parse(base);
    brian::lay_over(value, parse(overlay));
    return brian::to_yaml(value);
}

}  // namespace

TEST_CASE("maps are merged key by key, and what is new comes last") {
    CHECK(laid_over("a: {x: 1, y: 2}\nb: 3\n", "a: {y: 5, z: 6}\nc: 7\n")
          == brian::to_yaml(parse("a: {x: 1, y: 5, z: 6}\nb: 3\nc: 7\n")));
}

TEST_CASE("lists and scalars are replaced as a whole, also by a map") {
    CHECK(laid_over("a: [1, 2]\nb: 3\nc: {d: 1}\n", "a: [4]\nb: {e: 1}\nc: 5\n")
          == brian::to_yaml(parse("a: [4]\nb: {e: 1}\nc: 5\n")));
}
