#include <string>

#include <doctest/doctest.h>

#include "units/dimension.h"

using brian::Dimension;
using brian::name_of;
using brian::with_article;
using brian::dimensions::ampere;
using brian::dimensions::coulomb;
using brian::dimensions::farad;
using brian::dimensions::joule;
using brian::dimensions::metre;
using brian::dimensions::newton;
using brian::dimensions::ohm;
using brian::dimensions::pascal;
using brian::dimensions::second;
using brian::dimensions::siemens;
using brian::dimensions::volt;
using brian::dimensions::watt;

namespace {

const Dimension mole = Dimension::base(Dimension::Mole);
const Dimension kelvin = Dimension::base(Dimension::Kelvin);
const Dimension kilogram = Dimension::base(Dimension::Kilogram);
const struct {
    Dimension dimension;
    std::string name;
} names[] = {{Dimension(), "1"},
             {volt(), "volt"},
             {ampere(), "ampere"},
             {second(), "second"},
             {second().power(-1), "hertz"},
             {ohm(), "ohm"},
             {siemens(), "siemens"},
             {farad(), "farad"},
             {joule(), "joule"},
             {watt(), "watt"},
             {newton(), "newton"},
             {pascal(), "pascal"},
             {coulomb(), "coulomb"},
             {kilogram, "kilogram"},
             {volt() / second(), "volt/second"},
             {volt().power(2), "volt^2"},
             {volt() / second().power({1, 2}), "volt/second^(1/2)"},
             {second().power({-1, 2}), "second^(-1/2)"},
             {second().power(-2), "second^-2"},
             {siemens() / metre().power(2), "siemens/metre^2"},
             {farad() / metre().power(2), "farad/metre^2"},
             {ampere() / metre().power(2), "ampere/metre^2"},
             {ohm() * metre(), "ohm*metre"},
             {ampere() / second(), "ampere/second"},
             {siemens() / second(), "siemens/second"},
             {volt() * second(), "volt*second"},
             {metre() / second(), "metre/second"},
             {mole / metre().power(3), "mole/metre^3"},
             {coulomb() / mole, "coulomb/mole"},
             {joule() / (kelvin * mole), "joule/(kelvin*mole)"},
             {kilogram / metre().power(3), "kilogram/metre^3"}};

}  // namespace

TEST_CASE("dimensions have the names that people give them") {
    for (const auto& row : names) CHECK(name_of(row.dimension) == row.name);
}

TEST_CASE("a dimension without a short name is spelt in base units") {
    const Dimension candela = Dimension::base(Dimension::Candela);
    const Dimension odd = candela.power(2) * kelvin.power(3) * metre() / second().power(5);
    CHECK(name_of(odd) == "metre*kelvin^3*candela^2/second^5");
}

TEST_CASE("messages say a or an as it is spoken") {
    CHECK(with_article(volt()) == "a volt");
    CHECK(with_article(ampere()) == "an ampere");
    CHECK(with_article(ohm() * metre()) == "an ohm*metre");
    CHECK(with_article(Dimension()) == "a pure number");
}
