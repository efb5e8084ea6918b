#include "language/evaluate.h"

#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "language/generate.h"
#include "language/helpers.h"
#include "math/functions.h"

namespace brian {

namespace {

Scope parameters() {
    Scope scope;
    Symbol a;
    a.kind = Symbol::Kind::Constant;
    a.value = 3.0;
    scope.define("a", a);
    scope.define("v", {});
    return scope;
}

}  // namespace

TEST_CASE("constant expressions have values") {
    struct Case {
        std::string text;
        double value;
    };
    const std::vector<Case> cases = {
        {"1/2", 0.5},
        {"7 // 2", 3.0},
        {"-7 // 2", -4.0},
        {"-7 % 3", 2.0},
        {"2**-1", 0.5},
        {"-2**2", -4.0},
        {"a**2", 9.0},
        {"a > 2 and not a > 4", 1.0},
        {"20 ms", 20 * 1e-3},
        {"where(a == 3, 1, 2)", 1.0},
        {"int(-2.5)", -2.0},
        {"clip(a, 0, 1)", 1.0},
        {"true", 1.0},
        {"(a + 1 + 1 + 1)**2", 36.0},
        {"exp(a)", math::exp(3.0)},
    };
    const Scope scope = parameters();
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(evaluate(parse(c.text), scope) == c.value);
    }
}

TEST_CASE("a quantity is a value with its dimension") {
    CHECK(evaluate_quantity(parse("2*a*mV"), parameters())
          == Quantity{6.0 * 1e-3, dimensions::volt()});
}

TEST_CASE("what is not constant has no value") {
    const std::vector<Fact> cases = {
        {"v + 1", "'v' has no constant value"},
        {"rand()", "rand() has no constant value"},
        {"b", "unknown name 'b'"},
        {"expp(a)", "unknown function 'expp'"},
    };
    const Scope scope = parameters();
    for (const Fact& fact : cases) {
        CAPTURE(fact.text);
        CHECK(error_of([&] { (void)evaluate(parse(fact.text), scope); }).message == fact.expected);
    }
}

TEST_CASE("comparisons with NaN are false, and NaN is true") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(apply(Op::Lt, nan, 1.0) == 0.0);
    CHECK(apply(Op::Ne, nan, nan) == 1.0);
    CHECK(apply(Op::Not, nan) == 0.0);
    CHECK(apply(Op::And, nan, 1.0) == 1.0);
}

}  // namespace brian
