#include <doctest/doctest.h>

#include "language/helpers.h"
#include "language/print.h"
#include "units/unit_table.h"

namespace brian {

namespace {

Expr num(double value) {
    return number(value);
}
Expr var(const char* text) {
    return name(text);
}

struct Case {
    std::string text;
    Expr tree;
};

struct Refusal {
    std::string text;
    std::string message;
    std::string hint;   ///< a part of the hint
    std::string where;  ///< the text pointed at
};

}  // namespace

TEST_CASE("operators bind as in Python") {
    const std::vector<Case> cases = {
        {"-2**2", unary(Op::Neg, binary(Op::Pow, num(2), num(2)))},
        {"2**-1", binary(Op::Pow, num(2), unary(Op::Neg, num(1)))},
        {"2**3**2", binary(Op::Pow, num(2), binary(Op::Pow, num(3), num(2)))},
        {"2^-3^2", binary(Op::Pow, num(2), -binary(Op::Pow, num(3), num(2)))},
        {"-a*b", (-var("a")) * var("b")},
        {"a - b - c", (var("a") - var("b")) - var("c")},
        {"a/b*c", (var("a") / var("b")) * var("c")},
        {"a + b*c", var("a") + var("b") * var("c")},
        {"a // b % c", binary(Op::Mod, binary(Op::FloorDiv, var("a"), var("b")), var("c"))},
        {"+a", var("a")},
        {"a < b + c", binary(Op::Lt, var("a"), var("b") + var("c"))},
        {"not a == b", unary(Op::Not, binary(Op::Eq, var("a"), var("b")))},
        {"not a and b or c",
         binary(Op::Or, binary(Op::And, unary(Op::Not, var("a")), var("b")), var("c"))},
        {"a or b and c", binary(Op::Or, var("a"), binary(Op::And, var("b"), var("c")))},
        {"(a + b)*c", (var("a") + var("b")) * var("c")},
        {"f(a, g())", call("f", {var("a"), call("g", {})})},
        {"True and false", binary(Op::And, boolean(true), boolean(false))},
        {"a +\n  b", var("a") + var("b")},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(same(parse(c.text), c.tree));
    }
}

TEST_CASE("number literals") {
    struct Literal {
        std::string text;
        double value;
    };
    const std::vector<Literal> cases = {
        {"1", 1.0},    {"1.5", 1.5},  {".5", 0.5},   {"1e-3", 1e-3},
        {"1.e5", 1e5}, {"2E+3", 2e3}, {"010", 10.0}, {"1.", 1.0},
    };
    for (const Literal& c : cases) {
        CAPTURE(c.text);
        const Expr literal = parse(c.text);
        REQUIRE(literal.as<Number>() != nullptr);
        CHECK(literal.as<Number>()->value == c.value);
    }
}

TEST_CASE("units and constants become numbers at once") {
    CHECK(same(parse("10*mV"), num(10) * number(1e-3, dimensions::volt())));
    CHECK(same(parse("pi"), num(find_constant("pi")->value)));
    CHECK(parse("mV").as<Number>()->text == "mV");
}

TEST_CASE("a unit after a number belongs to it more tightly than any operator") {
    const Expr ms20 = number(20 * 1e-3, dimensions::second());
    const Dimension conductance = dimensions::siemens() / dimensions::metre().power(2);
    const std::vector<Case> cases = {
        {"20 ms", ms20},
        {"20ms", ms20},
        {"1/20 ms", num(1) / ms20},
        {"-20 ms", -ms20},
        {"x*20 ms", var("x") * ms20},
        {"1 s", number(1.0, dimensions::second())},
        {"2 m/s", number(2.0, dimensions::metre() / dimensions::second())},
        {"5 S/cm^2", number(5 / (1e-2 * 1e-2), conductance)},
        {"5 S/cm**2*m**3*h",
         number(5 / (1e-2 * 1e-2), conductance) * binary(Op::Pow, var("m"), num(3)) * var("h")},
        {"3 volt second", number(3.0, dimensions::volt() * dimensions::second())},
        {"2 second^(-1/2)", number(2.0, dimensions::second().power(Rational(-1, 2)))},
        {"8 joule/(second metre)",
         number(8.0, dimensions::volt() * dimensions::ampere() / dimensions::metre())},
        {"m + s", var("m") + var("s")},
        {"2 ms/tau", number(2 * 1e-3, dimensions::second()) / var("tau")},
        {"2 ms/(m + 1)", number(2 * 1e-3, dimensions::second()) / (var("m") + num(1))},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(same(parse(c.text), c.tree));
    }
}

TEST_CASE("a variable of another group has a full name") {
    CHECK(same(parse("2*Q.rate"), number(2.0) * name("Q.rate")));
}

TEST_CASE("foreign notation is refused with what to write instead") {
    const std::vector<Refusal> cases = {
        {"a & b", "'&' has no meaning here", "'and'", "&"},
        {"a && b", "'&&' has no meaning here", "'and'", "&&"},
        {"a | b", "'|' has no meaning here", "'or'", "|"},
        {"a || b", "'||' has no meaning here", "'or'", "||"},
        {"~a", "'~' has no meaning here", "'not'", "~"},
        {"!a", "'!' has no meaning here", "'not'", "!"},
        {"a if b else c", "there is no 'if' in expressions", "where(condition, a, b)", "if"},
        {"v[0]", "'[' has no meaning here", "no indexing", "["},
        {"v .x", "'.' has no meaning here", "no attributes", "."},
        {"clip(x, low=0)", "arguments have no names", "clip(a, b)", "="},
        {"v = 3", "'=' has no meaning here", "'=='", "="},
        {"a < b < c", "comparisons cannot be chained", "write 'a < b and b < ...'", "<"},
        {"5 \u00b5m", "'\u00b5' has no meaning here", "write u", "\u00b5"},
        {"lambda x", "there is no 'lambda' in expressions", "functions", "lambda"},
        {"a + not b", "'not' cannot follow an operator", "parentheses", "not"},
        {"mV(3)", "'mV' is a unit or constant, not a function", "mV*(...)", "mV"},
    };
    for (const Refusal& c : cases) {
        CAPTURE(c.text);
        const ErrorFacts facts = error_of([&] { (void)parse(c.text); });
        CHECK(facts.message == c.message);
        CHECK(facts.where.text() == c.where);
        CHECK(facts.hint.find(c.hint) != std::string::npos);
    }
}

TEST_CASE("what is broken is named and pointed at") {
    const std::vector<Refusal> cases = {
        {"", "expression is empty", "", ""},
        {"a +", "the expression ends after '+'", "a value is missing", "+"},
        {"(a + b", "'(' is never closed", "add a ')'", "("},
        {"f(a, b", "'(' is never closed", "add a ')'", "("},
        {"a + b)", "')' closes nothing", "", ")"},
        {"a * / b", "expected a value before '/'", "", "/"},
        {"f(a,)", "a value is missing before ')'", "", ")"},
        {"10 mVolt", "'mVolt' is not a unit", "did you mean '10 mvolt'?", "mVolt"},
        {"2 v", "'v' is not a unit", "2 * v", "v"},
        {"(a) b", "an operator is missing before 'b'", "*", "b"},
        {"2 ms^x", "the power of a unit must be a number", "second^2", "x"},
        {"1e999", "the number 1e999 does not fit a double", "inf", "1e999"},
        {"a, b", "unexpected ','", "", ","},
    };
    for (const Refusal& c : cases) {
        CAPTURE(c.text);
        const ErrorFacts facts = error_of([&] { (void)parse(c.text); });
        CHECK(facts.message == c.message);
        CHECK(facts.where.text() == c.where);
        CHECK(facts.hint.find(c.hint) != std::string::npos);
    }
}

TEST_CASE("hostile nesting ends in an error, not in a crash") {
    for (const char* piece : {"(", "-", "not ", "f(", "2**", "x+(", "+"}) {
        CAPTURE(piece);
        std::string text;
        for (int k = 0; k < 100000; ++k) text += piece;
        const ErrorFacts facts = error_of([&] { (void)parse(text); });
        CHECK(facts.message.find("nested more than 200 levels") != std::string::npos);
    }
}

TEST_CASE("a sum of very many terms ends in an error, not in a crash") {
    std::string text = "x";
    for (int k = 0; k < 100000; ++k) text += "+x";
    const ErrorFacts facts = error_of([&] { (void)parse(text); });
    CHECK(facts.message.find("more than 1000 operators in a row") != std::string::npos);
}

TEST_CASE("nesting that people write is allowed") {
    std::string text = "x";
    for (int k = 0; k < 60; ++k) text = "exp(-(" + text + " + 1))";
    CHECK_NOTHROW((void)parse(text));
}

TEST_CASE("the text of a unit leaves out line ends and comments") {
    const Expr expr = parse("5 S # per area\n  /cm^2");
    CHECK(expr.as<Number>()->text == "5 S /cm^2");
}

TEST_CASE("every node knows its place") {
    const Expr sum = parse("v_rest - (v + I)");
    CHECK(sum.where().text() == "v_rest - (v + I)");
    CHECK(sum.as<Binary>()->right.where().text() == "(v + I)");
    CHECK(sum.as<Binary>()->operator_where.text() == "-");
}

}  // namespace brian
