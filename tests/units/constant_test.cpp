#include <cmath>
#include <string>

#include <doctest/doctest.h>

#include "units/unit_table.h"

using brian::find_constant;

TEST_CASE("constants have the values of Brian 2") {
    const struct {
        std::string name;
        double value;
        std::string dimension;
    } rows[] = {{"pi", 3.141592653589793, "1"},
                {"e", 2.718281828459045, "1"},
                {"avogadro_constant", 6.022140857e23, "mole^-1"},
                {"boltzmann_constant", 1.38064852e-23, "joule/kelvin"},
                {"electric_constant", 8.854187817e-12, "farad/metre"},
                {"electron_mass", 9.10938356e-31, "kilogram"},
                {"elementary_charge", 1.6021766208e-19, "coulomb"},
                {"faraday_constant", 96485.33289, "coulomb/mole"},
                {"gas_constant", 8.3144598, "joule/(kelvin*mole)"},
                {"magnetic_constant", 1.2566370614359173e-06, "newton/ampere^2"},
                {"molar_mass_constant", 1e-3, "kilogram/mole"},
                {"zero_celsius", 273.15, "kelvin"}};
    for (const auto& row : rows) {
        CAPTURE(row.name);
        const auto constant = find_constant(row.name);
        REQUIRE(constant.has_value());
        CHECK(constant->value == row.value);
        CHECK(name_of(constant->dimension) == row.dimension);
    }
}

TEST_CASE("infinity is a constant") {
    CHECK(std::isinf(find_constant("inf")->value));
}

TEST_CASE("no constant is a unit, and every one listed is found") {
    for (const std::string& name : brian::constant_names()) {
        CAPTURE(name);
        CHECK(find_constant(name).has_value());
        CHECK_FALSE(brian::find_unit(name).has_value());
    }
}
