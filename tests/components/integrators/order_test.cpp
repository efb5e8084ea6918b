#include <cmath>

#include <doctest/doctest.h>

#include "components/integrators/one_element.h"

// Methods without noise: order of convergence, simultaneous update, refractoriness.
namespace brian {

namespace {

/// Error at t = 1 of dx/dt = x cos t, whose solution is exp(sin t).
double error_of(const std::string& method, int n_steps) {
    OneElement element = element_of(method, "dx/dt = x*cos(t) : 1", {{"x", 1.0}}, 1.0 / n_steps);
    element.run(n_steps);
    return std::abs(element["x"] - std::exp(std::sin(1.0)));
}

}  // namespace

TEST_CASE("halving the step divides the error by two to the order") {
    struct Fact {
        const char* method;
        double order;
    };
    for (const Fact& fact :
         {Fact{"euler", 1.0}, Fact{"rk2", 2.0}, Fact{"rk4", 4.0}, Fact{"exponential_euler", 1.0},
          Fact{"heun", 1.0}, Fact{"milstein", 1.0}}) {
        CAPTURE(fact.method);
        // The next term of the error is smaller by dt = 1/128.
        const double order = std::log2(error_of(fact.method, 64) / error_of(fact.method, 128));
        CHECK(order == doctest::Approx(fact.order).epsilon(0.05));
    }
}

TEST_CASE("all variables advance from the values at the start of the step") {
    OneElement pair =
        element_of("euler", "dx/dt = y : 1\ndy/dt = -x : 1", {{"x", 1.0}, {"y", 2.0}}, 0.25);
    pair.step();
    CHECK(pair["x"] == 1.5);
    CHECK(pair["y"] == 1.75);
}

TEST_CASE("the order of rk2 and rk4 holds for variables that act on each other") {
    for (const auto& method : {std::string("rk2"), std::string("rk4")}) {
        const double order = method == "rk2" ? 2.0 : 4.0;
        const auto error = [&](int n) {
            OneElement pendulum = element_of(method, "dx/dt = y : 1\ndy/dt = -sin(x) : 1",
                                             {{"x", 1.0}, {"y", 0.0}}, 2.0 / n);
            pendulum.run(n);
            // Energy y^2/2 - cos x is conserved.
            return std::abs(0.5 * std::pow(pendulum["y"], 2.0) - std::cos(pendulum["x"])
                            + std::cos(1.0));
        };
        CAPTURE(method);
        CHECK(std::log2(error(64) / error(128)) > order - 0.1);
    }
}

TEST_CASE("exponential Euler is exact where the others do not change") {
    OneElement cell =
        element_of("exponential_euler", "dv/dt = (rest - v)/tau : 1\nrest : 1\ntau : 1",
                   {{"v", 1.0}, {"rest", 3.0}, {"tau", 0.5}}, 0.1);
    cell.run(10);
    CHECK(cell["v"] == doctest::Approx(3.0 - 2.0 * std::exp(-2.0)).epsilon(1e-14));
}

TEST_CASE("exponential Euler takes a slope of zero and no slope at all") {
    OneElement cell = element_of("exponential_euler", "dv/dt = k*v + 2 : 1\ndu/dt = v : 1\nk : 1",
                                 {{"v", 1.0}, {"u", 0.0}, {"k", 0.0}}, 0.5);
    cell.step();
    CHECK(cell["v"] == 2.0);
    CHECK(cell["u"] == 0.5);  // the v of the start of the step
}

TEST_CASE("exponential Euler does not overshoot a stiff equation") {
    OneElement gate =
        element_of("exponential_euler", "dm/dt = 1000*(1 - m) - 500*m : 1", {{"m", 0.0}}, 0.1);
    gate.step();
    CHECK(gate["m"] == doctest::Approx(2.0 / 3.0).epsilon(1e-14));
}

TEST_CASE("a variable held by refractoriness stays under every method") {
    for (const Integrator& integrator : integrators()) {
        CAPTURE(integrator.name);
        OneElement cell = element_of(
            std::string(integrator.name),
            "dv/dt = 2 - v + nothing : 1 (unless refractory)\ndw/dt = -w : 1\nnothing : 1",
            {{"v", 0.5}, {"w", 1.0}, {"nothing", std::nan("")}, {"not_refractory", 0.0}}, 0.1);
        cell.run(3);
        CHECK(cell["v"] == 0.5);
        CHECK(cell["w"] < 0.8);
    }
}

TEST_CASE("methods without noise refuse it") {
    for (const char* method : {"exact", "rk2", "rk4", "exponential_euler"}) {
        const std::string expected =
            std::string(method) + " does not integrate noise: xi_a enters dv/dt";
        CHECK(refusal(method, "dv/dt = -v + xi_a : 1") == expected);
    }
}

TEST_CASE("exponential Euler needs equations linear in their own variable") {
    CHECK(refusal("exponential_euler", "dv/dt = w**2 - v : 1\ndw/dt = -w : 1") == "applies");
    CHECK(refusal("exponential_euler", "dv/dt = v**2 : 1")
          == "exponential_euler needs dv/dt to be linear in v");
    CHECK(refusal("exponential_euler", "dv/dt = tanh(v) - v : 1") == "applies");
    CHECK(refusal("exponential_euler", "dv/dt = tanh(v) : 1")
          == "exponential_euler needs dv/dt to be linear in v");
}

TEST_CASE("exponential Euler takes functions of the variable as they are when the step begins") {
    // dv/dt = -(1 + tanh(v)) (v - 2): with a = 1 + tanh(0.5) the step goes towards 2 as exp(-a dt).
    OneElement cell =
        element_of("exponential_euler", "dv/dt = -(1 + tanh(v))*(v - 2) : 1", {{"v", 0.5}}, 0.1);
    cell.run(1);
    const double a = 1.0 + std::tanh(0.5);
    // A few roundings of numbers of order 1.
    CHECK(cell["v"] == doctest::Approx(2.0 - 1.5 * std::exp(-0.1 * a)).epsilon(1e-14));
}

TEST_CASE("an integrator is found by its name") {
    CHECK(find_integrator("rk4")->name == "rk4");
    CHECK(find_integrator("rk5") == nullptr);
}

}  // namespace brian
