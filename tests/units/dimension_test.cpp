#include "units/dimension.h"

#include <doctest/doctest.h>

using brian::Dimension;
using brian::Rational;
using brian::dimensions::ampere;
using brian::dimensions::coulomb;
using brian::dimensions::farad;
using brian::dimensions::hertz;
using brian::dimensions::joule;
using brian::dimensions::metre;
using brian::dimensions::newton;
using brian::dimensions::ohm;
using brian::dimensions::pascal;
using brian::dimensions::second;
using brian::dimensions::siemens;
using brian::dimensions::volt;
using brian::dimensions::watt;

TEST_CASE("a default dimension is a pure number") {
    CHECK(Dimension().none());
    CHECK_FALSE(volt().none());
}

TEST_CASE("laws of physics hold among the named dimensions") {
    CHECK(volt() == ohm() * ampere());
    CHECK(siemens() == Dimension() / ohm());
    CHECK(coulomb() == farad() * volt());
    CHECK(second() == ohm() * farad());
    CHECK(watt() == volt() * ampere());
    CHECK(joule() == newton() * metre());
    CHECK(pascal() == newton() / metre().power(2));
    CHECK(hertz() * second() == Dimension());
}

TEST_CASE("the volt has the exponents of the SI brochure") {
    const Dimension unit = volt();
    CHECK(unit.exponent(Dimension::Kilogram) == Rational(1));
    CHECK(unit.exponent(Dimension::Metre) == Rational(2));
    CHECK(unit.exponent(Dimension::Second) == Rational(-3));
    CHECK(unit.exponent(Dimension::Ampere) == Rational(-1));
    CHECK(unit.exponent(Dimension::Kelvin) == Rational());
}

TEST_CASE("the noise of a square root of time squares to a time") {
    const Dimension noise = second().power({-1, 2});
    CHECK(noise * noise == hertz());
}

TEST_CASE("the power of zero is a pure number") {
    CHECK(farad().power(0).none());
}
