#include "language/check.h"

#include <doctest/doctest.h>

#include "language/helpers.h"

namespace brian {

namespace {

Symbol symbol(const Dimension& dimension, ValueKind kind = ValueKind::Real) {
    Symbol result;
    result.type = {dimension, kind};
    result.writable = true;
    return result;
}

Scope neuron() {
    Scope scope;
    scope.define("v", symbol(dimensions::volt()));
    scope.define("I", symbol(dimensions::ampere()));
    scope.define("tau_m", symbol(dimensions::second()));
    scope.define("x", symbol({}));
    scope.define("n", symbol({}, ValueKind::Integer));
    scope.define("fires", symbol({}, ValueKind::Boolean));
    Symbol time = symbol(dimensions::second());
    time.writable = false;
    time.why_not_writable = "time goes on by itself";
    scope.define("t", time);
    Symbol order = symbol({});
    order.value = 3.0;
    scope.define("order", order);
    scope.define_function("input", {{{dimensions::second()}}, {dimensions::ampere()}});
    return scope;
}

struct Mistake {
    std::string text;
    std::string message;
    std::string hint;
};

void check_all(const std::vector<Mistake>& mistakes) {
    const Scope scope = neuron();
    for (const Mistake& mistake : mistakes) {
        CAPTURE(mistake.text);
        const Expr expr = parse(mistake.text);
        const ErrorFacts facts = error_of([&] { (void)check(expr, scope); });
        CHECK(facts.message == mistake.message);
        CHECK(facts.hint == mistake.hint);
    }
}

}  // namespace

TEST_CASE("dimensions follow the rules of physics") {
    struct Case {
        std::string text;
        Dimension dimension;
        ValueKind kind = ValueKind::Real;
    };
    const std::vector<Case> cases = {
        {"(v - 10*mV)/tau_m", dimensions::volt() / dimensions::second()},
        {"v*I", dimensions::volt() * dimensions::ampere()},
        {"v**2", dimensions::volt().power(2)},
        {"v**(1/2)", dimensions::volt().power(Rational(1, 2))},
        {"v**order", dimensions::volt().power(3)},
        {"sqrt(v*v)", dimensions::volt()},
        {"abs(v)", dimensions::volt()},
        {"sign(v)", {}, ValueKind::Integer},
        {"exp(v/mV)", {}},
        {"x**x", {}},
        {"where(v > 0*mV, v, 2*v)", dimensions::volt()},
        {"clip(v, -70*mV, 0*mV)", dimensions::volt()},
        {"timestep(t, tau_m)", {}, ValueKind::Integer},
        {"input(t - tau_m)", dimensions::ampere()},
        {"n + 1", {}, ValueKind::Integer},
        {"n/2", {}},
        {"n // 2", {}, ValueKind::Integer},
        {"int(v > 0*mV)", {}, ValueKind::Integer},
        {"v > 0*mV and not fires", {}, ValueKind::Boolean},
        {"fires == true", {}, ValueKind::Boolean},
        {"where(fires, true, x < 1)", {}, ValueKind::Boolean},
        {"fma(v, I, v*I)", dimensions::volt() * dimensions::ampere()},
        {"rand() + randn() + poisson(x)", {}},
        {"v % (10*mV)", dimensions::volt()},
    };
    const Scope scope = neuron();
    for (const Case& c : cases) {
        CAPTURE(c.text);
        const ValueType type = check(parse(c.text), scope);
        CHECK(type.dimension == c.dimension);
        CHECK(type.kind == c.kind);
    }
}

TEST_CASE("a clash of dimensions names both and what would mend it") {
    const std::string mended = "v is a volt, I is an ampere; multiply I by an ohm";
    check_all({
        {"v + I", "cannot add volt and ampere", mended},
        {"v - I", "cannot subtract ampere from volt", mended},
        {"v > I", "cannot compare volt and ampere", mended},
        {"v % I", "cannot take volt modulo ampere", mended},
        {"min(v, I)", "min() cannot choose between volt and ampere", mended},
        {"v + x", "cannot add volt and a pure number",
         "v is a volt, x is a pure number; multiply x by a volt"},
        {"x - v", "cannot subtract volt from a pure number",
         "x is a pure number, v is a volt; multiply x by a volt"},
        {"v > 0", "cannot compare volt and a pure number", "write 0*volt"},
        {"v + -50", "cannot add volt and a pure number", "write -50*volt"},
    });
}

TEST_CASE("a clash points at the operator between its operands") {
    const Expr expr = parse("(v + I)/tau_m");
    const ErrorFacts facts = error_of([&] { (void)check(expr, neuron()); });
    CHECK(facts.where.text() == "(v + I)");
    CHECK(facts.caret.text() == "+");
}

TEST_CASE("misuse of functions, powers and booleans is explained") {
    check_all({
        {"exp(v)", "exp() takes a pure number, not a volt", "divide it by its unit, as in v/mV"},
        {"exp(x, x)", "exp() takes 1 argument, not 2", ""},
        {"input(v)", "input() takes a second, not a volt", "multiply it by a second/volt"},
        {"v**x", "a volt can only be raised to a constant power",
         "divide the base by its unit first, as in (v/mV)**n"},
        {"v**pi", "a volt can only be raised to a constant power",
         "take a whole number or a fraction such as 1/2"},
        {"x**v", "an exponent must be a pure number, not a volt",
         "divide it by its unit, as in v/mV"},
        {"v // v", "'//' divides pure numbers only", "write floor(a/b)"},
        {"fires + 1", "fires is true or false, not a number",
         "int(...) makes it 1 or 0; where(condition, a, b) chooses between two values"},
        {"not v", "v is a number, not true or false", "compare it with something, as in x > 0"},
        {"x and fires", "x is a number, not true or false",
         "compare it with something, as in x > 0"},
        {"where(x, 1, 2)", "x is a number, not true or false",
         "compare it with something, as in x > 0"},
        {"where(fires, fires, x)", "x is a number, not true or false",
         "compare it with something, as in x > 0"},
        {"((v**99)**99)**99", "the unit of this has an absurd power", ""},
    });
}

TEST_CASE("unknown names come with the nearest known one") {
    check_all({
        {"tau_n", "unknown name 'tau_n'", "did you mean 'tau_m'?"},
        {"10*s", "unknown name 's'", "as a unit, write 'second', or '10 s'"},
        {"10*g", "unknown name 'g'", "as a unit, write 'gram', or '10 g'"},
        {"epx(x)", "unknown function 'epx'", "did you mean 'exp'?"},
        {"exp", "'exp' is a function", "write exp(...)"},
        {"v(x)", "'v' is not a function", "write v*(...)"},
    });
}

TEST_CASE("an expected dimension") {
    const Scope scope = neuron();
    const auto message = [&](const std::string& text, BareZero zero) {
        const Expr expr = parse(text);
        const auto volt = dimensions::volt();
        return error_of([&] { check_dimension(expr, scope, volt, "the weight", zero); }).message;
    };
    CHECK(message("2*v", BareZero::Refused) == "no error");
    CHECK(message("I", BareZero::Refused) == "the weight must be a volt, not an ampere");
    CHECK(message("0", BareZero::Refused) == "the weight must be a volt, not a pure number");
    CHECK(message("0", BareZero::Allowed) == "no error");
    CHECK(message("1", BareZero::Allowed) == "the weight must be a volt, not a pure number");
    CHECK(message("fires", BareZero::Allowed) == "fires is true or false, not a number");
}

TEST_CASE("a condition must be true or false") {
    const Scope scope = neuron();
    CHECK_NOTHROW(check_condition(parse("v > -50*mV"), scope, "the threshold"));
    const ErrorFacts facts = error_of([&] { check_condition(parse("v"), scope, "the threshold"); });
    CHECK(facts.message == "the threshold must be true or false, not a number");
}

TEST_CASE("statements write what may be written, with its dimension") {
    const Scope scope = neuron();
    const std::vector<Fact> cases = {
        {"v = -60*mV", "no error"},
        {"v += 2*v; n = n + 1; fires = v > 0*mV", "no error"},
        {"dv = 2*v\ndv += v\nv = dv", "no error"},
        {"v = 0", "'v' is a volt, its new value is a pure number"},
        {"dv = 2*v\ndv = x", "'dv' is a volt, its new value is a pure number"},
        {"t = 3*ms", "'t' cannot be assigned here"},
        {"u += 1", "unknown name 'u'"},
        {"n = x", "'n' is an integer, its new value need not be whole"},
        {"fires = x", "x is a number, not true or false"},
        {"fires += 1", "'fires' is true or false, not a number"},
        {"v = w + v", "unknown name 'w'"},
    };
    for (const Fact& fact : cases) {
        CAPTURE(fact.text);
        const CodeBlock block = parse_statements(whole_text(fact.text));
        CHECK(error_of([&] { check_statements(block, scope); }).message == fact.expected);
    }
}

TEST_CASE("every wrong statement of a block is reported, and nothing that follows from it") {
    Diagnostics diagnostics;
    const CodeBlock block = parse_statements(whole_text("v = 0\nu = w\nv = u\nt = 3*ms"));
    CHECK_FALSE(check_statements(block, neuron(), "groups.P.reset", diagnostics));
    const std::vector<Diagnostic> found = diagnostics.sorted();
    REQUIRE(found.size() == 3);
    CHECK(found[0].facts.message == "'v' is a volt, its new value is a pure number");
    CHECK(found[1].facts.message == "unknown name 'w'");
    CHECK(found[2].facts.message == "'t' cannot be assigned here");
    CHECK(found[2].facts.path == "groups.P.reset");
}

TEST_CASE("the longest sum that parses can be checked") {
    std::string text = "v";
    for (int k = 2; k < max_depth; ++k) text += " + v";
    CHECK(check(parse(text), neuron()).dimension == dimensions::volt());
}

}  // namespace brian
