#include "units/unit_table.h"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

using brian::Dimension;
using brian::find_unit;
using brian::find_unit_symbol;
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

namespace {

Dimension base(Dimension::Base unit) {
    return Dimension::base(unit);
}
Dimension concentration() {
    return base(Dimension::Mole) / metre().power(3);
}

const struct {
    std::string name;
    double size;
    Dimension dimension;
} units[] = {{"volt", 1.0, volt()},
             {"mV", 1e-3, volt()},
             {"mvolt", 1e-3, volt()},
             {"uV", 1e-6, volt()},
             {"nA", 1e-9, ampere()},
             {"pamp", 1e-12, ampere()},
             {"uampere", 1e-6, ampere()},
             {"nS", 1e-9, siemens()},
             {"pS", 1e-12, siemens()},
             {"msiemens", 1e-3, siemens()},
             {"uF", 1e-6, farad()},
             {"pfarad", 1e-12, farad()},
             {"Mohm", 1e6, ohm()},
             {"kohm", 1e3, ohm()},
             {"Gohm", 1e9, ohm()},
             {"ms", 1e-3, second()},
             {"us", 1e-6, second()},
             {"ns", 1e-9, second()},
             {"Hz", 1.0, hertz()},
             {"kHz", 1e3, hertz()},
             {"MHz", 1e6, hertz()},
             {"cm2", 1e-4, metre().power(2)},
             {"um3", 1e-18, metre().power(3)},
             {"metre2", 1.0, metre().power(2)},
             {"meter", 1.0, metre()},
             {"cmetre3", 1e-6, metre().power(3)},
             {"umetre2", 1e-12, metre().power(2)},
             {"dametre", 1e1, metre()},
             {"Ymetre3", 1e72, metre().power(3)},
             {"ymetre3", 1e-72, metre().power(3)},
             {"litre", 1e-3, metre().power(3)},
             {"mliter", 1e-6, metre().power(3)},
             {"molar", 1e3, concentration()},
             {"mM", 1.0, concentration()},
             {"uM", 1e-3, concentration()},
             {"nmolar", 1e-6, concentration()},
             {"mmol", 1e-3, base(Dimension::Mole)},
             {"gram", 1e-3, base(Dimension::Kilogram)},
             {"ugramme", 1e-9, base(Dimension::Kilogram)},
             {"kgram", 1.0, base(Dimension::Kilogram)},
             {"kilogram", 1.0, base(Dimension::Kilogram)},
             {"kilogram2", 1.0, base(Dimension::Kilogram).power(2)},
             {"kelvin", 1.0, base(Dimension::Kelvin)},
             {"candle", 1.0, base(Dimension::Candela)},
             {"mradian", 1e-3, Dimension()},
             {"steradian", 1.0, Dimension()},
             {"joule", 1.0, joule()},
             {"uwatt", 1e-6, watt()},
             {"mnewton", 1e-3, newton()},
             {"kpascal", 1e3, pascal()},
             {"ncoulomb", 1e-9, coulomb()},
             {"weber", 1.0, volt() * second()},
             {"tesla", 1.0, volt() * second() / metre().power(2)},
             {"henry", 1.0, ohm() * second()},
             {"lumen", 1.0, base(Dimension::Candela)},
             {"lux", 1.0, base(Dimension::Candela) / metre().power(2)},
             {"becquerel", 1.0, hertz()},
             {"gray", 1.0, joule() / base(Dimension::Kilogram)},
             {"msievert", 1e-3, joule() / base(Dimension::Kilogram)},
             {"katal", 1.0, base(Dimension::Mole) / second()}};

}  // namespace

TEST_CASE("units have the size of the decimal literal, as in Brian 2") {
    for (const auto& row : units) {
        CAPTURE(row.name);
        const auto unit = find_unit(row.name);
        REQUIRE(unit.has_value());
        CHECK(unit->value == row.size);
        CHECK(name_of(unit->dimension) == name_of(row.dimension));
        CHECK(unit->dimension == row.dimension);
    }
}

TEST_CASE("what is no unit of Brian 2 is not found") {
    for (const std::string name : {"", "s", "V", "m", "volts", "mv", "MV", "metre4", "mmV",
                                   "celsius", "degree", "mkilogram", "tau", "pi"}) {
        CAPTURE(name);
        CHECK_FALSE(find_unit(name).has_value());
    }
}

TEST_CASE("single letters are units only as symbols") {
    const struct {
        std::string symbol;
        std::string unit;
    } rows[] = {{"s", "second"},  {"m", "metre"},   {"g", "gram"},  {"A", "ampere"},
                {"V", "volt"},    {"S", "siemens"}, {"F", "farad"}, {"K", "kelvin"},
                {"C", "coulomb"}, {"J", "joule"},   {"M", "molar"}};
    for (const auto& row : rows) {
        CAPTURE(row.symbol);
        CHECK(find_unit_symbol(row.symbol) == find_unit(row.unit));
    }
    CHECK_FALSE(find_unit_symbol("mV").has_value());
    CHECK_FALSE(find_unit_symbol("x").has_value());
}

TEST_CASE("every name that is listed is found, and listed once") {
    const std::vector<std::string> names = brian::unit_names();
    CHECK(names.size() > 2095);  // as many as Brian 2.5.1 knows
    CHECK(std::all_of(names.begin(), names.end(),
                      [](const std::string& name) { return find_unit(name).has_value(); }));
    CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
}

TEST_CASE("results are shown in the units of neurons") {
    const struct {
        Dimension dimension;
        std::string name;
        double size;
    } rows[] = {{volt(), "mV", 1e-3}, {second(), "ms", 1e-3}, {siemens(), "nS", 1e-9},
                {hertz(), "Hz", 1.0}, {ampere(), "nA", 1e-9}, {Dimension(), "1", 1.0}};
    for (const auto& row : rows) {
        CAPTURE(row.name);
        CHECK(brian::display_unit(row.dimension).name == row.name);
        CHECK(brian::display_unit(row.dimension).size == row.size);
    }
}
