#include <doctest/doctest.h>

#include "language/helpers.h"
#include "language/print.h"

namespace brian {

namespace {

Equations equations(const std::string& text) {
    return parse_equations(whole_text(text));
}

}  // namespace

TEST_CASE("the four forms of an equation") {
    const Equations all = equations(
        "dv/dt = (I - v)/tau : volt (unless refractory)  # membrane\n"
        "\n"
        "I = g*v : volt (constant over dt)\n"
        "tau : second (shared, constant)\n"
        "u = v\n");
    REQUIRE(all.size() == 4);
    CHECK(all[0].kind == EquationKind::Differential);
    CHECK(all[0].variable == "v");
    CHECK(all[0].variable_where.column() == 2);
    CHECK(print(all[0].expression) == "(I - v)/tau");
    CHECK(all[0].dimension == dimensions::volt());
    CHECK(all[0].has_flag("unless refractory"));
    CHECK(all[1].kind == EquationKind::Subexpression);
    CHECK(all[1].has_flag("constant over dt"));
    CHECK(all[2].kind == EquationKind::Parameter);
    CHECK(all[2].has_flag("shared"));
    CHECK(all[2].has_flag("constant"));
    CHECK_FALSE(all[2].has_flag("linked"));
    CHECK(all[3].kind == EquationKind::Alias);
    CHECK(all[3].expression.as<Name>()->text == "v");
}

TEST_CASE(
    "an equation goes on after an operator, before one, in parentheses and after a backslash") {
    const std::string expected = "dy/dt = -y*(1/tau) + a*b : volt\n";
    const std::vector<std::string> texts = {
        "dy/dt = -y*(1/tau) +\n a*b : volt", "dy/dt = -y*(1/tau)\n + a*b : volt",
        "dy/dt = -y*(1/\ntau) + a*b : volt", "dy/dt = -y*(1/tau) + \\\n a*b : volt",
        "dy/dt = -y*(1/tau) + a*b\n : volt", "dy/dt =\n\n -y*(1/tau) + # comment\n a*b : volt\n",
    };
    for (const std::string& text : texts) {
        CAPTURE(text);
        CHECK(print(equations(text)) == expected);
    }
}

TEST_CASE("the synfire chain of Diesmann et al. as its slide breaks the lines") {
    const Equations all = equations(
        "dV/dt = (-(V-Vr)+x)*(1/taum) : volt (unless refractory)\n"
        "dx/dt = (-x+y)*(1/taupsp) : volt\n"
        "dy/dt = -y*(1/taupsp)+25.27*mV/ms+\n"
        "        (39.24*mV/ms**0.5)*xi : volt\n");
    REQUIRE(all.size() == 3);
    CHECK(print(all[2].expression) == "-y*(1/taupsp) + 25.27*mV/ms + 39.24*mV/ms**0.5*xi");
}

TEST_CASE("the flags may stand on a line of their own") {
    CHECK(equations("x : 1\n (constant)").at(0).has_flag("constant"));
}

TEST_CASE("parentheses of the unit are no flags") {
    const Equations all = equations("noise : volt/(second**(1/2)) (constant)\nx : second**(-1/2)");
    CHECK(all.at(0).dimension == dimensions::volt() * dimensions::second().power(Rational(-1, 2)));
    CHECK(all.at(0).has_flag("constant"));
    CHECK(all.at(1).flags.empty());
}

TEST_CASE("a scaled unit is accepted and noted") {
    const Equations all = equations("v : mV\nn : integer\nb : boolean");
    CHECK(all.at(0).unit_scaled);
    CHECK(all.at(0).dimension == dimensions::volt());
    CHECK(all.at(1).value_kind == ValueKind::Integer);
    CHECK(all.at(2).value_kind == ValueKind::Boolean);
}

TEST_CASE("a summed variable is named after the end it belongs to") {
    CHECK(equations("I_post = g*v : amp (summed)").at(0).variable == "I_post");
}

TEST_CASE("wrong equations are refused with the reason") {
    struct Case {
        std::string text;
        std::string message;
        std::string hint;
    };
    const std::vector<Case> cases = {
        {"dv/dt = v", "the unit of 'v' is missing", ": volt"},
        {"v = a + b", "the unit of 'v' is missing", ": volt"},
        {"v :", "the unit of 'v' is missing", "write 1"},
        {"dv/dt = : volt", "the expression is missing", ""},
        {"dv/dx = v : volt", "a differential equation begins with dx/dt", "dx/dt"},
        {"v == 3 : volt", "'==' compares", "'='"},
        {"v", "not an equation", "x : unit"},
        {"dn/dt = 1 : integer", "'n' changes continuously and cannot be integer", "unit"},
        {"x : 1 (constnat)", "unknown flag 'constnat'", "did you mean 'constant'?"},
        {"x : 1 (event-driven)", "a parameter cannot be 'event-driven'", "a parameter may be"},
        {"x : 1 (constant, constant)", "the flag 'constant' stands twice", "remove"},
        {"dx/dt = -x/tau : 1 (event-driven, clock-driven)",
         "'clock-driven' contradicts 'event-driven'", "remove"},
        {"x : 1 (constant", "the '(' before the flags is never closed", ")"},
        {"dt : second", "'dt' cannot be defined here", "built-in"},
        {"xi_a : 1", "'xi_a' cannot be defined here", "noise"},
        {"mV : volt", "'mV' cannot be defined here", "unit"},
        {"pi : 1", "'pi' cannot be defined here", "constant"},
        {"exp : 1", "'exp' cannot be defined here", "function"},
        {"lambda : 1", "'lambda' cannot be defined here", "keyword"},
        {"_x : 1", "'_x' cannot be defined here", "underscore"},
        {"v_post : volt", "'v_post' cannot be defined here", "_post"},
        {"not_refractory : boolean", "'not_refractory' cannot be defined here", "built-in"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        const ErrorFacts facts = error_of([&] { (void)equations(c.text); });
        CHECK(facts.message == c.message);
        CHECK(facts.hint.find(c.hint) != std::string::npos);
    }
}

TEST_CASE("a variable defined twice is shown at both places") {
    const ErrorFacts facts =
        error_of([] { (void)equations("v : volt\ndv/dt = 0*volt/second : volt"); });
    CHECK(facts.message == "'v' is defined twice");
    CHECK(facts.where.line() == 2);
    REQUIRE(facts.notes.size() == 1);
    CHECK(facts.notes[0].where.line() == 1);
}

TEST_CASE("one wrong equation does not hide the next") {
    Diagnostics diagnostics;
    const Equations all = parse_equations(whole_text("dv/dt = (v : volt\n"
                                                     "dw/dt = w +* 2 : volt\n"
                                                     "u : volt\n"
                                                     "x : vollt\n"),
                                          diagnostics);
    CHECK(all.size() == 1);
    const std::vector<Diagnostic> errors = diagnostics.sorted();
    REQUIRE(errors.size() == 3);
    CHECK(errors[0].facts.message == "'(' is never closed");
    CHECK(errors[1].facts.where.line() == 2);
    CHECK(errors[2].facts.message == "unknown unit 'vollt'");
}

}  // namespace brian
