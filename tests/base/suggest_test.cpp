#include "base/suggest.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using brian::did_you_mean;
using brian::nearest;

namespace {

const std::vector<std::string> keys{"size", "equations", "threshold", "reset", "refractory"};

}  // namespace

TEST_CASE("the nearest name is found through a slip of the pen") {
    const struct {
        std::string written;
        std::string meant;
    } rows[] = {{"treshold", "threshold"}, {"thresholdd", "threshold"},
                {"rseet", "reset"},        {"Equations", "equations"},
                {"SIZE", "size"},          {"refactory", "refractory"}};
    for (const auto& row : rows) {
        CAPTURE(row.written);
        CHECK(nearest(row.written, keys) == row.meant);
    }
}

TEST_CASE("a name that resembles none has no nearest") {
    for (const std::string name : {"", "x", "weight", "voltage"}) {
        CAPTURE(name);
        CHECK(nearest(name, keys).empty());
    }
}

TEST_CASE("a single letter is never taken for another") {
    CHECK(nearest("v", {"w"}).empty());
}

TEST_CASE("of two near names the nearer wins, then the first") {
    CHECK(nearest("tau_m", {"tau_mm", "tau_n", "tau_m"}) == "tau_m");
    CHECK(nearest("tau", {"tax", "tab"}) == "tax");
}

TEST_CASE("a hint names the nearest, or all when they are few, or nothing") {
    CHECK(did_you_mean("treshold", keys) == "did you mean 'threshold'?");
    CHECK(did_you_mean("weight", keys)
          == "known are: size, equations, threshold, reset, refractory");
    CHECK(did_you_mean("weight", {}).empty());
    CHECK(did_you_mean("weight", std::vector<std::string>(9, "zzz")).empty());
}
