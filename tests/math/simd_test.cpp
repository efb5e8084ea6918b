#include <bit>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "math/functions.h"

using brian::math::Simd;
namespace math = brian::math;

namespace {

struct NamedFunction {
    const char* name;
    double (*scalar)(double);
};

const NamedFunction functions[] = {
    {"exp", math::exp},      {"expm1", math::expm1},   {"exprel", math::exprel},
    {"log", math::log},      {"log10", math::log10},   {"log1p", math::log1p},
    {"sqrt", math::sqrt},    {"sin", math::sin},       {"cos", math::cos},
    {"tan", math::tan},      {"sinh", math::sinh},     {"cosh", math::cosh},
    {"tanh", math::tanh},    {"arcsin", math::arcsin}, {"arccos", math::arccos},
    {"arctan", math::arctan}};

std::vector<Simd> supported_sets() {
    std::vector<Simd> sets;
    for (const Simd simd : {Simd::Scalar, Simd::Avx2, Simd::Avx512}) {
        if (math::supported(simd)) sets.push_back(simd);
    }
    return sets;
}

/// Zeros, infinities, NaN, subnormal numbers, and where functions overflow or change their method.
const double special[] = {0.0,
                          -0.0,
                          1.0,
                          -1.0,
                          0.5,
                          2.0,
                          1e22,
                          1e300,
                          -1e300,
                          3.141592653589793,
                          709.782712893384,
                          709.79,
                          -708.4,
                          -745.2,
                          -746.0,
                          5e-324,
                          -5e-324,
                          1e-310,
                          2.2250738585072014e-308,
                          1.7976931348623157e308,
                          0.9999999999999999,
                          std::numeric_limits<double>::infinity(),
                          -std::numeric_limits<double>::infinity(),
                          std::numeric_limits<double>::quiet_NaN(),
                          -std::numeric_limits<double>::quiet_NaN()};

/// Arguments of every kind: any bits at all, special ones, and those that occur in models.
std::vector<double> arguments(std::size_t n, std::uint64_t seed) {
    std::mt19937_64 generator(seed);
    std::uniform_real_distribution<double> moderate(-20.0, 20.0);
    std::uniform_real_distribution<double> large(-1000.0, 1000.0);
    std::vector<double> x(n);
    for (std::size_t i = 0; i < n; ++i) {
        if (i % 4 == 0) x[i] = std::bit_cast<double>(generator());
        if (i % 4 == 1) x[i] = special[generator() % std::size(special)];
        if (i % 4 == 2) x[i] = moderate(generator);
        if (i % 4 == 3) x[i] = large(generator);
    }
    return x;
}

std::size_t n_different_bits(const std::vector<double>& a, const std::vector<double>& b) {
    std::size_t n = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (std::bit_cast<std::uint64_t>(a[i]) != std::bit_cast<std::uint64_t>(b[i])) ++n;
    }
    return n;
}

}  // namespace

TEST_CASE("every instruction set gives the bits of the scalar function") {
    const std::vector<double> x = arguments(100000, 1);
    for (const NamedFunction& function : functions) {
        std::vector<double> expected;
        for (const double argument : x) expected.push_back(function.scalar(argument));
        for (const Simd simd : supported_sets()) {
            CAPTURE(function.name);
            CAPTURE(math::name_of(simd));
            std::vector<double> out(x.size());
            math::array_function(function.name, simd)(x.data(), out.data(), x.size());
            CHECK(n_different_bits(out, expected) == 0);
        }
    }
}

TEST_CASE("every instruction set gives the bits of functions of two arguments") {
    const std::vector<double> a = arguments(100000, 2);
    const std::vector<double> b = arguments(100000, 3);
    for (const Simd simd : supported_sets()) {
        CAPTURE(math::name_of(simd));
        std::vector<double> expected_power;
        std::vector<double> expected_remainder;
        for (std::size_t i = 0; i < a.size(); ++i) {
            expected_power.push_back(math::pow(a[i], b[i]));
            expected_remainder.push_back(math::modulo(a[i], b[i]));
        }
        std::vector<double> out(a.size());
        math::array_function2("pow", simd)(a.data(), b.data(), out.data(), a.size());
        CHECK(n_different_bits(out, expected_power) == 0);
        math::array_function2("modulo", simd)(a.data(), b.data(), out.data(), a.size());
        CHECK(n_different_bits(out, expected_remainder) == 0);
    }
}

TEST_CASE("arrays of any length are filled in place, and nothing beyond") {
    const std::vector<double> x = arguments(40, 4);
    for (const Simd simd : supported_sets()) {
        for (std::size_t n = 0; n < x.size(); ++n) {
            CAPTURE(n);
            std::vector<double> expected = x;
            for (std::size_t i = 0; i < n; ++i) expected[i] = math::exp(x[i]);
            std::vector<double> out = x;
            math::array_function("exp", simd)(out.data(), out.data(), n);
            CHECK(n_different_bits(out, expected) == 0);
        }
    }
}

TEST_CASE("powers of any length are filled in place, and nothing beyond") {
    const std::vector<double> x = arguments(20, 5);
    for (const Simd simd : supported_sets()) {
        for (std::size_t n = 0; n < x.size(); ++n) {
            CAPTURE(n);
            std::vector<double> expected = x;
            for (std::size_t i = 0; i < n; ++i) expected[i] = math::pow(x[i], x[i]);
            std::vector<double> out = x;
            math::array_function2("pow", simd)(out.data(), out.data(), out.data(), n);
            CHECK(n_different_bits(out, expected) == 0);
        }
    }
}

TEST_CASE("a function that is not there has no array form") {
    const bool floor_known = math::array_function("floor", Simd::Scalar) != nullptr;
    const bool unary_pow_known = math::array_function("pow", Simd::Scalar) != nullptr;
    const bool binary_exp_known = math::array_function2("exp", Simd::Scalar) != nullptr;
    CHECK_FALSE(floor_known);
    CHECK_FALSE(unary_pow_known);
    CHECK_FALSE(binary_exp_known);
}

TEST_CASE("the instruction set is the one asked for, or the widest there is") {
    const char* variable = std::getenv("BRIAN_RUN_SIMD");
    const std::string wish = variable == nullptr ? "" : variable;
    Simd expected = supported_sets().back();
    for (const Simd simd : supported_sets()) {
        if (wish == math::name_of(simd)) expected = simd;
    }
    CHECK(math::simd() == expected);
}
