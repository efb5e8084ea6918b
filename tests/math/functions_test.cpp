#include "math/functions.h"

#include <bit>
#include <cstdint>
#include <limits>
#include <string>

#include <doctest/doctest.h>

namespace math = brian::math;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double smallest = std::numeric_limits<double>::denorm_min();

/// Equal, and zeros of the same sign; every NaN equals every other.
bool identical(double a, double b) {
    if (a != a || b != b) return a != a && b != b;
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

const struct {
    std::string what;
    double value;
    double expected;
} edges[] = {{"exp(-inf)", math::exp(-inf), 0.0},
             {"exp(inf)", math::exp(inf), inf},
             {"exp(710)", math::exp(710.0), inf},
             {"exp(-800)", math::exp(-800.0), 0.0},
             {"exp(0)", math::exp(0.0), 1.0},
             {"exp(nan)", math::exp(not_a_number), not_a_number},
             {"expm1(-inf)", math::expm1(-inf), -1.0},
             {"expm1(-0)", math::expm1(-0.0), -0.0},
             {"expm1(smallest)", math::expm1(smallest), smallest},
             {"exprel(0)", math::exprel(0.0), 1.0},
             {"exprel(-0)", math::exprel(-0.0), 1.0},
             {"exprel(smallest)", math::exprel(smallest), 1.0},
             {"exprel(inf)", math::exprel(inf), inf},
             {"exprel(800)", math::exprel(800.0), inf},
             {"exprel(-inf)", math::exprel(-inf), 0.0},
             {"exprel(nan)", math::exprel(not_a_number), not_a_number},
             {"log(0)", math::log(0.0), -inf},
             {"log(-1)", math::log(-1.0), not_a_number},
             {"log(inf)", math::log(inf), inf},
             {"log(1)", math::log(1.0), 0.0},
             {"log10(1000)", math::log10(1000.0), 3.0},
             {"log1p(-1)", math::log1p(-1.0), -inf},
             {"log1p(-2)", math::log1p(-2.0), not_a_number},
             {"sqrt(-1)", math::sqrt(-1.0), not_a_number},
             {"sqrt(4)", math::sqrt(4.0), 2.0},
             {"sin(-0)", math::sin(-0.0), -0.0},
             {"sin(inf)", math::sin(inf), not_a_number},
             {"cos(0)", math::cos(0.0), 1.0},
             {"cos(inf)", math::cos(inf), not_a_number},
             {"sinh(-inf)", math::sinh(-inf), -inf},
             {"cosh(-inf)", math::cosh(-inf), inf},
             {"tanh(inf)", math::tanh(inf), 1.0},
             {"tanh(-50)", math::tanh(-50.0), -1.0},
             {"arcsin(2)", math::arcsin(2.0), not_a_number},
             {"arccos(1)", math::arccos(1.0), 0.0},
             {"arctan(-0)", math::arctan(-0.0), -0.0},
             {"pow(0, 0)", math::pow(0.0, 0.0), 1.0},
             {"pow(nan, 0)", math::pow(not_a_number, 0.0), 1.0},
             {"pow(-2, 3)", math::pow(-2.0, 3.0), -8.0},
             {"pow(-8, 1/3)", math::pow(-8.0, 1.0 / 3.0), not_a_number},
             {"pow(2, -1)", math::pow(2.0, -1.0), 0.5},
             {"pow(0, -1)", math::pow(0.0, -1.0), inf},
             {"pow(0.5, inf)", math::pow(0.5, inf), 0.0},
             {"pow(10, 400)", math::pow(10.0, 400.0), inf},
             {"log_factorial(0)", math::log_factorial(0.0), 0.0}};

}  // namespace

TEST_CASE("functions keep to IEEE 754 at the edges of their domains") {
    for (const auto& row : edges) {
        CAPTURE(row.what);
        CAPTURE(row.value);
        CHECK(identical(row.value, row.expected));
    }
}

TEST_CASE("the NaN of every function is the one that the processor makes") {
    constexpr std::uint64_t indefinite = 0xFFF8000000000000U;
    for (const double x : {math::log(-1.0), math::exp(not_a_number), math::arcsin(2.0),
                           math::sin(inf), math::pow(-1.0, 0.5), math::exprel(-not_a_number)}) {
        CHECK(std::bit_cast<std::uint64_t>(x) == indefinite);
    }
}

TEST_CASE("remainders have the sign of the divisor, as in Python") {
    // Computed with Python 3.
    const struct {
        double a;
        double b;
        double remainder;
    } rows[] = {{5.0, 3.0, 2.0},
                {-5.0, 3.0, 1.0},
                {5.0, -3.0, -1.0},
                {-5.0, -3.0, -2.0},
                {5.5, 0.1, 0.0999999999999997},
                {-1e-20, 1.0, 1.0},
                {1.0, inf, 1.0},
                {-1.0, inf, inf},
                {0.0, -3.0, -0.0},
                {6.0, 3.0, 0.0},
                {1.0, 0.0, not_a_number},
                {inf, 1.0, not_a_number}};
    for (const auto& row : rows) {
        CAPTURE(row.a);
        CAPTURE(row.b);
        CHECK(identical(math::modulo(row.a, row.b), row.remainder));
    }
}

TEST_CASE("whole parts are taken down, up, or towards zero") {
    CHECK(math::floor(-1.5) == -2.0);
    CHECK(math::ceil(-1.5) == -1.0);
    CHECK(math::integer_part(-1.5) == -1.0);
    CHECK(math::floor_divide(-7.0, 2.0) == -4.0);
}

TEST_CASE("signs are -1, 0 and 1") {
    CHECK(math::sign(-3.0) == -1.0);
    CHECK(math::sign(0.0) == 0.0);
    CHECK(math::sign(inf) == 1.0);
    CHECK(math::abs(-0.5) == 0.5);
}

TEST_CASE("a value is clipped to its limits") {
    CHECK(math::clip(-1.0, 0.0, 2.0) == 0.0);
    CHECK(math::clip(1.0, 0.0, 2.0) == 1.0);
    CHECK(math::clip(3.0, 0.0, 2.0) == 2.0);
}

TEST_CASE("a NaN in the branch that is not chosen does not leak") {
    CHECK(math::choose(1.0, 2.0, not_a_number) == 2.0);
    CHECK(math::choose(0.0, not_a_number, 3.0) == 3.0);
}

TEST_CASE("a fused product and sum is rounded once") {
    const double x = 1.0 + 0x1p-30;
    CHECK(math::fused_multiply_add(x, x, -(1.0 + 0x1p-29)) == 0x1p-60);
}

TEST_CASE("times that are whole steps but for rounding count as whole") {
    CHECK(math::timestep(0.3e-3, 0.1e-3) == 3.0);
    CHECK(math::timestep(0.25e-3, 0.1e-3) == 2.0);
    CHECK(math::timestep(0.2999e-3, 0.1e-3) == 3.0);
    CHECK(math::timestep(0.2998e-3, 0.1e-3) == 2.0);
}
