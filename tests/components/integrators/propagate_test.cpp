#include <cmath>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "components/integrators/integrator.h"

namespace brian {

namespace {

struct Solution {
    std::vector<double> flow;
    std::vector<double> drive;
};

Solution solve(std::size_t n, const std::vector<double>& slopes, double dt) {
    Solution solution{std::vector<double>(n * n), std::vector<double>(n * n)};
    propagate(n, slopes, dt, solution.flow, solution.drive);
    return solution;
}

/// Distance in units in the last place of `expected`.
double ulps(double value, double expected) {
    const double size = std::abs(expected);
    const double ulp = std::nextafter(size, std::numeric_limits<double>::infinity()) - size;
    return std::abs(value - expected) / ulp;
}

// The Pade approximant is solved for with rounded matrices; each squaring may double the error.
constexpr double few_ulps = 8.0;

}  // namespace

TEST_CASE("a leak decays as exp(-dt/tau) and its drive adds up as the integral") {
    const Solution leak = solve(1, {-50.0}, 1e-4);
    CHECK(ulps(leak.flow[0], std::exp(-0.005)) <= few_ulps);
    CHECK(ulps(leak.drive[0], std::expm1(-0.005) / -50.0) <= few_ulps);
}

TEST_CASE("a zero matrix leaves the state alone and integrates the drive") {
    const Solution still = solve(1, {0.0}, 1e-3);
    CHECK(still.flow[0] == 1.0);
    CHECK(still.drive[0] == 1e-3);
}

TEST_CASE("a rotation has complex eigenvalues and gives cosine and sine") {
    const Solution turn = solve(2, {0.0, 1000.0, -1000.0, 0.0}, 1e-3);
    CHECK(ulps(turn.flow[0], std::cos(1.0)) <= few_ulps);
    CHECK(ulps(turn.flow[1], std::sin(1.0)) <= few_ulps);
    CHECK(ulps(turn.drive[0], std::sin(1.0) * 1e-3) <= few_ulps);
}

TEST_CASE("a matrix without a basis of eigenvectors gives the alpha function") {
    const Solution alpha = solve(2, {-1000.0, 1000.0, 0.0, -1000.0}, 1e-3);
    CHECK(ulps(alpha.flow[1], std::exp(-1.0)) <= few_ulps);  // (t/tau) exp(-t/tau) at t = tau
}

TEST_CASE("amperes that drive volts cost no digits of the volts") {
    const Solution mixed = solve(2, {-100.0, 1e10, 0.0, -200.0}, 1e-4);
    CHECK(ulps(mixed.flow[0], std::exp(-0.01)) <= few_ulps);
    CHECK(ulps(mixed.flow[3], std::exp(-0.02)) <= few_ulps);
    const double difference = std::exp(-0.01) * -std::expm1(-0.01);
    CHECK(mixed.flow[1] == doctest::Approx(1e8 * difference).epsilon(1e-14));
}

TEST_CASE("two loops of very different units turn as one") {
    const Solution turn = solve(2, {0.0, 1e-7, -1e11, 0.0}, 1e-2);  // 100 rad/s
    CHECK(ulps(turn.flow[0], std::cos(1.0)) <= few_ulps);
    CHECK(ulps(turn.flow[1], 1e-9 * std::sin(1.0)) <= few_ulps);
}

TEST_CASE("a slope that is no number makes everything NaN instead of looping") {
    for (const double slope : {std::nan(""), std::numeric_limits<double>::infinity()}) {
        const Solution none = solve(1, {slope}, 1e-4);
        CHECK(std::isnan(none.flow[0]));
        CHECK(std::isnan(none.drive[0]));
    }
}

}  // namespace brian
