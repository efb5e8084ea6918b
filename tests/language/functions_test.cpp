#include "language/functions.h"

#include <array>
#include <limits>

#include <doctest/doctest.h>

#include "math/functions.h"

namespace brian {

TEST_CASE("every function but the draws has a value") {
    const std::array<double, 3> arguments = {0.25, 0.5, 0.75};
    for (const Function& function : functions()) {
        if (function.random) continue;
        CAPTURE(function.name);
        const auto arity = static_cast<std::size_t>(function.arity);
        CHECK_NOTHROW((void)apply(function, std::span(arguments).first(arity)));
    }
}

TEST_CASE("functions are found by name") {
    REQUIRE(find_function("exp") != nullptr);
    CHECK(find_function("exp")->arity == 1);
    CHECK(find_function("rand")->random);
    CHECK(find_function("nothing") == nullptr);
}

TEST_CASE("where() does not let the branch not taken through") {
    const std::array<double, 3> arguments = {1.0, 2.0, std::numeric_limits<double>::quiet_NaN()};
    CHECK(apply(*find_function("where"), arguments) == 2.0);
}

}  // namespace brian
