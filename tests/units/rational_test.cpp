#include <stdexcept>

#include <doctest/doctest.h>

#include "units/dimension.h"

using brian::Rational;

TEST_CASE("fractions are kept in lowest terms with a positive denominator") {
    CHECK(Rational(2, 4) == Rational(1, 2));
    CHECK(Rational(1, -2) == Rational(-1, 2));
    CHECK(Rational(0, -7) == Rational());
    CHECK(Rational(-6, -3) == Rational(2));
}

TEST_CASE("fractions are added, subtracted and multiplied exactly") {
    CHECK(Rational(1, 2) + Rational(1, 3) == Rational(5, 6));
    CHECK(Rational(1, 2) - Rational(1, 3) == Rational(1, 6));
    CHECK(Rational(2, 3) * Rational(-3, 4) == Rational(-1, 2));
}

TEST_CASE("a double near a simple fraction becomes it") {
    const struct {
        double x;
        Rational fraction;
    } rows[] = {{0.5, {1, 2}},        {-0.5, {-1, 2}},       {3.0, 3}, {1.0 / 3, {1, 3}},
                {0.1 + 0.2, {3, 10}}, {11.0 / 12, {11, 12}}, {0.0, 0}, {2.0 - 1e-13, 2}};
    for (const auto& row : rows) {
        CAPTURE(row.x);
        CHECK(Rational::from(row.x) == row.fraction);
    }
}

TEST_CASE("a double that is no simple fraction is refused") {
    for (const double x : {3.14159, 1.0 / 13, 0.5 + 1e-9, 1e300, -1e300, 0.0 / 0.0}) {
        CAPTURE(x);
        CHECK_THROWS_AS((void)Rational::from(x), std::domain_error);
    }
}

TEST_CASE("a denominator of zero is refused") {
    CHECK_THROWS_AS(Rational(1, 0), std::domain_error);
}
