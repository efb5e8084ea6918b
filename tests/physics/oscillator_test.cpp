#include <cmath>

#include <doctest/doctest.h>

#include "base/format.h"
#include "compile/ran.h"

namespace brian::test {

namespace {

constexpr double pi = 3.14159265358979323846;

/// Two equal oscillators of 100 Hz, coupled by a spring. The normal modes are the sum, with the
/// frequency of one, and the difference, faster by sqrt(1 + 2*0.5).
std::string coupled(const std::string& method) {
    return format(R"(
parameters: {{omega: 2*pi*100*Hz, spring: 0.5}}
groups:
  P:
    size: 1
    equations: |
      dx/dt = p*omega : 1
      dp/dt = (-x + spring*(y - x))*omega : 1
      dy/dt = q*omega : 1
      dq/dt = (-y + spring*(x - y))*omega : 1
    method: {}
    initial: {{x: 1}}
monitors:
  trace: {{type: state, of: P, variables: [x, y], record: all}}
run: {{dt: 0.1 ms, duration: 30 ms}}
)",
                  method);
}

/// Largest error of x and y over the run.
double worst_error(const Ran& ran) {
    const std::vector<double> x = ran.trace("trace", "x"), y = ran.trace("trace", "y");
    double worst = 0.0;
    for (std::size_t k = 0; k < x.size(); ++k) {
        const double phase = 2.0 * pi * 100.0 * 1e-4 * static_cast<double>(k);
        const double sum = std::cos(phase), difference = std::cos(std::sqrt(2.0) * phase);
        worst = std::max(worst, std::abs(x[k] - 0.5 * (sum + difference)));
        worst = std::max(worst, std::abs(y[k] - 0.5 * (sum - difference)));
    }
    return worst;
}

}  // namespace

TEST_CASE("coupled linear oscillators follow their normal modes exactly") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        // 300 products of a 4x4 matrix whose entries carry errors of a few 1e-16.
        CHECK(worst_error(Ran(coupled("exact"), backend)) < 1e-12);
    }
}

TEST_CASE("Runge-Kutta methods err on coupled oscillators by their order") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        // With h = omega dt = 0.063, phase errors of h^order/(order+1)! a radian add up over 19 (27
        // for the faster mode) radians: about 0.03 for rk2 and 1e-5 for rk4.
        const double rk2 = worst_error(Ran(coupled("rk2"), backend));
        const double rk4 = worst_error(Ran(coupled("rk4"), backend));
        CHECK((rk2 > 1e-3 && rk2 < 0.1));
        CHECK((rk4 > 1e-7 && rk4 < 1e-4));
    }
}

TEST_CASE("a neutral drift is propagated though its matrix is singular") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(R"(
groups:
  P:
    size: 1
    equations: |
      dx/dt = y/ms : 1
      dy/dt = 2/ms : 1
    method: exact
    initial: {y: 1}
monitors:
  trace: {type: state, of: P, variables: [x], record: all}
run: {dt: 0.1 ms, duration: 10.1 ms}
)",
                      backend);
        // x = t + t^2 in milliseconds.
        CHECK(ran.last("trace", "x")[0] == doctest::Approx(110.0).epsilon(1e-12));
    }
}

}  // namespace brian::test
