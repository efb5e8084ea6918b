#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "components/integrators/one_element.h"
#include "math/random.h"

// Stochastic methods, driven by given increments of the noise.
namespace brian {

namespace {

constexpr int n_fine = 64;

/// Increments of one path of W over [0, 1], summed up to n steps.
std::vector<double> increments(unsigned path, int n) {
    std::vector<double> dw(static_cast<std::size_t>(n), 0.0);
    const math::StreamKey key = math::stream_key(7, "noise of the test");
    for (int k = 0; k < n_fine; ++k)
        dw[static_cast<std::size_t>(k * n / n_fine)] +=
            std::sqrt(1.0 / n_fine) * math::normal(key, k, path);
    return dw;
}

/// A stochastic equation for x from `start`, and its solution in the sense of Stratonovich at t = 1
/// as a function of W(1).
struct Problem {
    const char* equation;
    double start;
    double (*solution)(double w);
};

/// The mean of |x(1) - solution| over 200 paths in n steps.
double strong_error(const char* method, const Problem& problem, int n) {
    constexpr unsigned n_paths = 200;
    double sum = 0.0;
    for (unsigned path = 0; path < n_paths; ++path) {
        OneElement element = element_of(method, problem.equation, {{"x", problem.start}}, 1.0 / n);
        double w = 0.0;
        for (const double dw : increments(path, n)) {
            element["_dW_xi"] = dw;
            element.step();
            w += dw;
        }
        sum += std::abs(element["x"] - problem.solution(w));
    }
    return sum / n_paths;
}

}  // namespace

TEST_CASE("heun and milstein converge to the Stratonovich solution with strong order 1") {
    const Problem growth{"dx/dt = x + 0.8*x*xi : 1", 1.0,
                         [](double w) { return std::exp(1.0 + 0.8 * w); }};
    const Problem curved{"dx/dt = sqrt(1 + x*x) + 0.8*sqrt(1 + x*x)*xi : 1", 0.5,
                         [](double w) { return std::sinh(std::asinh(0.5) + 1.0 + 0.8 * w); }};
    for (const char* method : {"heun", "milstein"}) {
        for (const Problem& problem : {growth, curved}) {
            CAPTURE(method);
            CAPTURE(problem.equation);
            const double ratio =
                strong_error(method, problem, 16) / strong_error(method, problem, 64);
            // The errors of 200 paths scatter by 100 %, but alike in both: the mean ratio is known
            // to about 10 %, the order to 0.07; order 1/2 is far away.
            CHECK(std::log(ratio) / std::log(4.0) == doctest::Approx(1.0).epsilon(0.2));
        }
    }
}

TEST_CASE("one step of heun is the formula of the support") {
    OneElement element = element_of("heun", "dx/dt = -x + (1 + x*t)*xi : 1", {{"x", 2.0}}, 0.5);
    element["t"] = 1.0;
    element["_dW_xi"] = 0.25;
    element.step();
    const double support = 2.0 + 3.0 * 0.25;
    const double expected = 2.0 - 2.0 * 0.5 + 0.5 * 0.25 * (3.0 + (1.0 + support * 1.5));
    CHECK(element["x"] == doctest::Approx(expected).epsilon(1e-15));
}

TEST_CASE("one step of milstein is the formula of the difference quotient") {
    OneElement element = element_of("milstein", "dx/dt = -x + x*x*xi : 1", {{"x", 2.0}}, 0.25);
    element["_dW_xi"] = 0.5;
    element.step();
    const double correction = (4.0 * 4.0 - 0.0 * 0.0) * 0.25 / (4.0 * 0.5);  // g(2 +- 4*0.5)
    CHECK(element["x"] == doctest::Approx(2.0 - 2.0 * 0.25 + 4.0 * 0.5 + correction));
}

TEST_CASE("every method for noise adds additive noise alike") {
    for (const char* method : {"euler", "heun", "milstein"}) {
        CAPTURE(method);
        OneElement element = element_of(method, "dx/dt = (m - x)/2 + s*xi : 1\nm : 1\ns : 1",
                                        {{"x", 1.0}, {"m", 3.0}, {"s", 4.0}}, 0.5);
        element["_dW_xi"] = -0.25;
        element.step();
        CHECK(element["x"] == doctest::Approx(1.0 + 0.5 - 1.0).epsilon(1e-15));
    }
}

TEST_CASE("noises of different names add up, those of one name are one") {
    OneElement element = element_of("euler", "dx/dt = 2*xi_a + 3*xi_b : 1\ndy/dt = 5*xi_a : 1",
                                    {{"x", 0.0}, {"y", 0.0}}, 0.5);
    element["_dW_xi_a"] = 0.5;
    element["_dW_xi_b"] = -1.0;
    element.step();
    CHECK(element["x"] == -2.0);
    CHECK(element["y"] == 2.5);
}

TEST_CASE("noise stops too where a variable is held") {
    for (const char* method : {"euler", "heun", "milstein"}) {
        CAPTURE(method);
        OneElement element = element_of(method, "dx/dt = 1 - x + 2*xi : 1 (unless refractory)",
                                        {{"x", 0.5}, {"not_refractory", 0.0}}, 0.5);
        element["_dW_xi"] = 1.0;
        element.step();
        CHECK(element["x"] == 0.5);
    }
}

TEST_CASE("methods for noise say which noise they do not take") {
    struct Fact {
        const char* method;
        std::string equations;
        const char* message;
    };
    for (const Fact& fact : {
             Fact{"euler", "dx/dt = x*xi : 1",
                  "euler takes additive noise only: the factor of xi in dx/dt changes with time or "
                  "state"},
             Fact{"euler", "dx/dt = t*xi_a : 1",
                  "euler takes additive noise only: the factor of xi_a in dx/dt changes with time "
                  "or state"},
             Fact{"euler", "dx/dt = stim(t)*xi : 1", "applies"},
             Fact{"euler", "dx/dt = xi**2 : 1", "xi does not enter dx/dt as a factor of one term"},
             Fact{"milstein", "dx/dt = x*xi_a + xi_b : 1",
                  "milstein needs one noise of its own for each equation: dx/dt has several"},
             Fact{
                 "milstein", "dx/dt = xi : 1\ndy/dt = xi : 1",
                 "milstein needs one noise of its own for each equation: dy/dt has that of another "
                 "equation"},
             Fact{"heun", "dx/dt = x*xi_a + xi_b : 1\ndy/dt = x*xi_a : 1", "applies"},
         }) {
        CHECK(refusal(fact.method, fact.equations) == fact.message);
    }
}

}  // namespace brian
