#include <cmath>
#include <limits>
#include <random>
#include <string>

#include <doctest/doctest.h>

#include "math/functions.h"

namespace math = brian::math;

namespace {

constexpr int n_arguments = 100000;

/// Distance of `value` from the exact result in units of the last place of a double of that size.
/// The long double functions of the C library are good to about 1/1000 of such a unit.
double error_in_ulp(double value, long double exact) {
    const int exponent = std::max(std::ilogb(exact), -1022);
    return static_cast<double>(std::fabs(value - exact) / std::ldexp(1.0L, exponent - 52));
}

/// Greatest error over arguments drawn evenly between `low` and `high`.
template <class Function, class Exact>
double worst_error(Function function, Exact exact, double low, double high) {
    std::mt19937_64 generator(1);
    std::uniform_real_distribution<double> argument(low, high);
    double worst = 0.0;
    for (int i = 0; i < n_arguments; ++i) {
        const double x = argument(generator);
        const double error = error_in_ulp(function(x), exact(static_cast<long double>(x)));
        if (!(error <= worst)) worst = error;  // a NaN counts, too
    }
    return worst;
}

using Function = double (*)(double);
using Exact = long double (*)(long double);

struct Row {
    std::string name;
    Function function;
    Exact exact;
    double low;
    double high;
};

}  // namespace

TEST_CASE("elementary functions err by one unit of the last place at most") {
    const Row rows[] = {{"exp", math::exp, std::exp, -700.0, 700.0},
                        {"exp near 0", math::exp, std::exp, -1.0, 1.0},
                        {"exp near infinity", math::exp, std::exp, 700.0, 709.78},
                        {"exp near nothing", math::exp, std::exp, -745.2, -700.0},
                        {"expm1", math::expm1, std::expm1, -2.0, 2.0},
                        {"expm1 of much", math::expm1, std::expm1, -60.0, 709.78},
                        {"expm1 of little", math::expm1, std::expm1, -1e-5, 1e-5},
                        {"log", math::log, std::log, 1e-300, 1e300},
                        {"log near 1", math::log, std::log, 0.5, 2.0},
                        {"log10", math::log10, std::log10, 1e-3, 1e3},
                        {"log1p", math::log1p, std::log1p, -0.9, 2.0},
                        {"sqrt", math::sqrt, std::sqrt, 0.0, 1e10},
                        {"sin", math::sin, std::sin, -10.0, 10.0},
                        {"sin of much", math::sin, std::sin, -1e15, 1e15},
                        {"cos", math::cos, std::cos, -10.0, 10.0},
                        {"tan", math::tan, std::tan, -10.0, 10.0},
                        {"sinh", math::sinh, std::sinh, -10.0, 10.0},
                        {"cosh", math::cosh, std::cosh, -10.0, 10.0},
                        {"tanh", math::tanh, std::tanh, -5.0, 5.0},
                        {"arcsin", math::arcsin, std::asin, -1.0, 1.0},
                        {"arccos", math::arccos, std::acos, -1.0, 1.0},
                        {"arctan", math::arctan, std::atan, -10.0, 10.0}};
    for (const Row& row : rows) {
        CAPTURE(row.name);
        CHECK(worst_error(row.function, row.exact, row.low, row.high) <= 1.0);
    }
}

TEST_CASE("powers err by one unit of the last place at most") {
    for (const double exponent : {-3.0, -0.5, 1.0 / 3.0, 2.0, 2.5, 17.0}) {
        CAPTURE(exponent);
        const auto power = [exponent](double x) { return math::pow(x, exponent); };
        const auto exact = [exponent](long double x) {
            return std::pow(x, static_cast<long double>(exponent));
        };
        CHECK(worst_error(power, exact, 0.0, 100.0) <= 1.0);
    }
}

TEST_CASE("exprel errs by three units of the last place at most") {
    // One unit of expm1, which may be two in the quotient where that is the greater fraction of a
    // power of two, and a half of the division.
    const auto exact = [](long double x) { return x == 0.0L ? 1.0L : std::expm1(x) / x; };
    for (const double range : {1e-10, 1e-3, 1.0, 30.0}) {
        CAPTURE(range);
        CHECK(worst_error(math::exprel, exact, -range, range) <= 3.0);
    }
}

TEST_CASE("logarithms of factorials are those of the products") {
    double sum = 0.0;
    for (int n = 2; n <= 170; ++n) {
        sum += math::log(n);
        CAPTURE(n);
        CHECK(math::log_factorial(n) == doctest::Approx(sum).epsilon(1e-14));
    }
}
