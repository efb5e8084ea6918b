#include <doctest/doctest.h>

#include "language/helpers.h"

namespace brian {

TEST_CASE("declared units") {
    struct Case {
        std::string text;
        Dimension dimension;
        bool scaled;
    };
    const std::vector<Case> cases = {
        {"volt", dimensions::volt(), false},
        {"1", {}, false},
        {"siemens/metre**2", dimensions::siemens() / dimensions::metre().power(2), false},
        {"siemens/(metre^2)", dimensions::siemens() / dimensions::metre().power(2), false},
        {"1/second", dimensions::hertz(), false},
        {"volt*second", dimensions::volt() * dimensions::second(), false},
        {"second**(-1/2)", dimensions::second().power(Rational(-1, 2)), false},
        {"second^-0.5", dimensions::second().power(Rational(-1, 2)), false},
        {"kilogram", Dimension::base(Dimension::Kilogram), false},
        {"mV", dimensions::volt(), true},
        {"uF/cm^2", dimensions::farad() / dimensions::metre().power(2), true},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        const DeclaredUnit unit = parse_unit(whole_text(c.text));
        CHECK(unit.dimension == c.dimension);
        CHECK(unit.scaled == c.scaled);
        CHECK(unit.kind == ValueKind::Real);
    }
}

TEST_CASE("booleans and integers are declared by name") {
    CHECK(parse_unit(whole_text("boolean")).kind == ValueKind::Boolean);
    CHECK(parse_unit(whole_text(" integer ")).kind == ValueKind::Integer);
}

TEST_CASE("what is no unit is refused") {
    const std::vector<Fact> cases = {
        {"vollt", "unknown unit 'vollt'"},
        {"10*mV", "the number 10 is no unit"},
        {"bool", "unknown unit 'bool'"},
        {"", "the unit is missing"},
        {"volt^x", "the power of a unit must be a number"},
        {"volt +", "unexpected '+'"},
        {"((volt))", "units need no parentheses within parentheses"},
        {"volt/(second", "'(' is never closed"},
    };
    for (const Fact& fact : cases) {
        CAPTURE(fact.text);
        CHECK(error_of([&] { (void)parse_unit(whole_text(fact.text)); }).message == fact.expected);
    }
}

}  // namespace brian
