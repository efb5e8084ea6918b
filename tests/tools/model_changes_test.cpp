#include "tools/model_changes.h"

#include <doctest/doctest.h>

#include "base/error.h"

namespace brian {

namespace {

std::vector<std::string> told(const std::string& before, const std::string& after) {
    std::vector<std::string> lines;
    for (const ModelChange& change : model_changes(before, after))
        lines.push_back(change.path + ": '" + change.before + "' '" + change.after + "'");
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("models of the same values do not differ") {
    CHECK(told("a: 1\nb: {c: 2}\n", "a: 1\nb: {c: 2}\n").empty());
    CHECK(told("a: 1\nb: {c: 2}\n", "b:\n  c: 2\na: 1\n").empty());
}

TEST_CASE("each value that differs is named by its path") {
    CHECK(told("p: {w: 1 mV, u: 2}\n", "p: {w: 2 mV, u: 2}\n") == Lines{"p.w: '1 mV' '2 mV'"});
    CHECK(told("p: {w: 1 mV}\n", "p: {w: 1 mV, x: 3}\n") == Lines{"p.x: '' '3'"});
    CHECK(told("p: {w: 1 mV}\nq: {r: 1}\n", "p: {w: 1 mV}\n") == Lines{"q: 'r: 1' ''"});
    CHECK(told("p: {w: [1, 2]}\n", "p: {w: [1, 3]}\n") == Lines{"p.w: '[1, 2]' '[1, 3]'"});
}

TEST_CASE("texts of several lines are shown on one") {
    CHECK(told("e: |\n  dv/dt = a : 1\n  a : Hz\n", "e: |\n  dv/dt = b : 1\n  a : Hz\n")
          == Lines{"e: 'dv/dt = a : 1 a : Hz' 'dv/dt = b : 1 a : Hz'"});
}

TEST_CASE("what is no YAML is refused as a damaged file") {
    CHECK_THROWS_AS(static_cast<void>(model_changes("a: [1", "a: 1")), ModelError);
}

}  // namespace brian
