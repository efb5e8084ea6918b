#include "language/analysis.h"

#include <cmath>

#include <doctest/doctest.h>

#include "language/evaluate.h"
#include "language/helpers.h"
#include "language/print.h"

namespace brian {

namespace {

Scope at(double x) {
    Scope scope;
    for (const auto& [name, value] :
         {std::pair("x", x), std::pair("a", 0.7), std::pair("y", 1.3)}) {
        Symbol symbol;
        symbol.value = value;
        scope.define(name, symbol);
    }
    return scope;
}

}  // namespace

TEST_CASE("linear expressions have a slope and an offset") {
    struct Case {
        std::string text;
        std::string slope;
        std::string offset;
    };
    const std::vector<Case> cases = {
        {"-x/tau", "-1/tau", "0"},
        {"(v_rest - x + I*R)/tau", "-1/tau", "(v_rest + I*R)/tau"},
        {"a*(x + b*(x - 1))", "a*(1 + b)", "a*-b"},
        {"x*2 + x", "3", "0"},
        {"where(c > 0, x, 2*x + 1)", "where(c > 0, 1, 2)", "where(c > 0, 0, 1)"},
        {"x**1 + exp(y)", "1", "exp(y)"},
        {"y", "0", "y"},
        {"-(x - y)", "-1", "y"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        const std::optional<Linear> parts = linear_in(parse(c.text), "x");
        REQUIRE(parts.has_value());
        CHECK(print(parts->slope) == c.slope);
        CHECK(print(parts->offset) == c.offset);
    }
}

TEST_CASE("what is not linear is recognised") {
    for (const char* text : {"x*x", "x**2", "1/x", "exp(x)", "abs(x)", "x > 0",
                             "where(x > 0, x, 0)", "min(x, 1)", "x % 2", "2**x", "y*(x*x)"}) {
        CAPTURE(text);
        CHECK_FALSE(linear_in(parse(text), "x").has_value());
    }
}

TEST_CASE("an affine system has one slope for each variable") {
    const std::optional<Affine> form =
        affine_in(parse("(ge + gi - (v + E))/tau"), {"v", "ge", "u"});
    REQUIRE(form.has_value());
    CHECK(print(form->slopes[0]) == "-1/tau");
    CHECK(print(form->slopes[1]) == "1/tau");
    CHECK(print(form->slopes[2]) == "0");
    CHECK(print(form->offset) == "(gi - E)/tau");
    CHECK_FALSE(affine_in(parse("v*ge"), {"v", "ge"}).has_value());
}

TEST_CASE("derivatives agree with difference quotients") {
    // Central differences of step h err by h^2 f'''/6 + eps |f|/h, below 1e-8 here.
    constexpr double h = 1e-5;
    for (const char* text : {"x",
                             "3",
                             "x*x*a",
                             "a/x",
                             "x/(1 + x)",
                             "x**3",
                             "x**a",
                             "a**x",
                             "x**x",
                             "-x + y",
                             "sin(x)",
                             "cos(2*x)",
                             "tan(x)",
                             "sinh(x)",
                             "cosh(x)",
                             "tanh(x*x)",
                             "arcsin(x)",
                             "arccos(x)",
                             "arctan(x)",
                             "exp(-x/a)",
                             "expm1(x)",
                             "log(x)",
                             "log10(x)",
                             "log1p(x)",
                             "sqrt(x)",
                             "exprel(x)",
                             "exprel(x - 0.4)",
                             "where(a > 0, x*x, x)"}) {
        CAPTURE(text);
        const Expr expr = parse(text);
        const std::optional<Expr> slope = derivative(expr, "x");
        REQUIRE(slope.has_value());
        const double quotient =
            (evaluate(expr, at(0.4 + h)) - evaluate(expr, at(0.4 - h))) / (2 * h);
        CHECK(evaluate(*slope, at(0.4)) == doctest::Approx(quotient).epsilon(1e-7));
    }
}

TEST_CASE("functions with corners have no derivative") {
    for (const char* text : {"floor(x)", "abs(x)", "x % 2", "x // 2", "min(x, 1)",
                             "where(x > 0, x, 1)", "f(x)", "int(x)", "poisson(x)"}) {
        CAPTURE(text);
        CHECK_FALSE(derivative(parse(text), "x").has_value());
    }
}

TEST_CASE("simplify tidies what code has written") {
    const std::vector<Fact> cases = {
        {"0*x + 1*y", "y"},   {"x - 0", "x"}, {"0 - x", "-x"},         {"x/1", "x"},
        {"0/x", "0"},         {"x**1", "x"},  {"x**0", "1"},           {"x + -y", "x - y"},
        {"2*3 + x", "6 + x"}, {"-(-x)", "x"}, {"where(c, x, x)", "x"}, {"exp(0)*x", "x"},
        {"-1*x", "-x"},
    };
    for (const Fact& fact : cases) {
        CAPTURE(fact.text);
        CHECK(print(simplify(parse(fact.text))) == fact.expected);
    }
}

TEST_CASE("folding keeps the dimension") {
    const Expr folded = simplify(parse("10*mV"));
    REQUIRE(folded.as<Number>() != nullptr);
    CHECK(folded.as<Number>()->dimension == dimensions::volt());
}

TEST_CASE("draws are recognised") {
    CHECK(draws(parse("x + rand()")));
    CHECK(draws(parse("binomial(10, x)")));
    CHECK(draws(parse("sigma*xi")));
    CHECK(draws(parse("sigma*xi_a")));
    CHECK_FALSE(draws(parse("exp(x)*xenon")));
}

}  // namespace brian
