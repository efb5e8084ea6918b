#include "language/print.h"

#include <doctest/doctest.h>

#include "language/helpers.h"

namespace brian {

TEST_CASE("expressions print with the fewest parentheses") {
    const std::vector<std::string> texts = {
        "a + b*c",      "(a + b)*c",      "a - (b - c)",
        "-a**2",        "(-a)**2",        "a**-b",
        "(a**b)**c",    "a**b**c",        "a/(b*c)",
        "a/b/c",        "not (a and b)",  "not a and b",
        "(a < b) == c", "a and (b or c)", "f(a, b + c)",
        "10*mV",        "-50 mV",         "(v - 50 mV)/(20 ms)",
        "x*(20 ms)",    "a % b*c",        "-(a*b)",
        "a*-b",         "a - -b",         "where(a > b, true, false)",
        "(-50 mV)*x",   "0.10",           "pi*2",
        "1/(20 ms)",
    };
    for (const std::string& text : texts) {
        CAPTURE(text);
        CHECK(print(parse(text)) == text);
    }
}

TEST_CASE("numbers made by code print as text that parses to them") {
    const Dimension conductance = dimensions::siemens() / dimensions::metre().power(2);
    struct Made {
        Expr expr;
        std::string text;
    };
    const std::vector<Made> cases = {
        {number(0.1), "0.1"},
        {number(1e-300), "1e-300"},
        {number(0.01, dimensions::volt()), "0.01 volt"},
        {number(5.0, conductance), "5 siemens/metre^2"},
        {number(2.0, dimensions::second().power(Rational(-1, 2))), "2 second^(-1/2)"},
        {number(3.0, dimensions::volt() * dimensions::second()), "3 volt second"},
    };
    for (const Made& c : cases) {
        CAPTURE(c.text);
        CHECK(print(c.expr) == c.text);
        CHECK(same(parse(c.text), c.expr));
    }
}

TEST_CASE("equations print as they are written") {
    const std::string text =
        "dv/dt = (I - v)/tau : volt (unless refractory)\n"
        "I = a*v : volt (constant over dt)\n"
        "tau : second (constant, shared)\n"
        "fires : boolean\n"
        "n : integer\n"
        "x : 1\n"
        "u = v\n";
    CHECK(print(parse_equations(whole_text(text))) == text);
}

}  // namespace brian
