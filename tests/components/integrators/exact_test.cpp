#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "components/integrators/one_element.h"

// What exact integration computes, against closed forms.
namespace brian {

namespace {

constexpr double dt = 1e-4;
// Rounding of a few operations a step, relative to the largest value.
constexpr double one_step = 4e-16;

constexpr const char* cuba =
    "dv/dt  = (ge + gi - (v - v_rest))/tau_m : 1\n"
    "dge/dt = -ge/tau_e : 1\n"
    "dgi/dt = -gi/tau_i : 1\n"
    "v_rest : 1 (shared)\n"
    "tau_m : 1 (shared)\n"
    "tau_e : 1 (shared)\n"
    "tau_i : 1 (shared)\n";

/// Response of the membrane at time t to a synaptic current of 1 decaying with tau from t = 0.
double response(double t, double tau, double tau_m) {
    return tau / (tau - tau_m) * (std::exp(-t / tau) - std::exp(-t / tau_m));
}

}  // namespace

TEST_CASE("a leaky membrane decays to rest as exp(-t/tau)") {
    OneElement cell = element_of("exact", "dv/dt = (rest - v)/tau : 1\nrest : 1\ntau : 1",
                                 {{"v", -0.06}, {"rest", -0.07}, {"tau", 0.01}}, dt);
    cell.step();
    CHECK(std::abs(cell["v"] - (-0.07 + 0.01 * std::exp(-0.01))) < one_step * 0.07);
}

TEST_CASE("ten thousand steps of CUBA keep to the closed form") {
    OneElement cell = element_of("exact", cuba,
                                 {{"v", -0.055},
                                  {"ge", 0.004},
                                  {"gi", -0.009},
                                  {"v_rest", -0.049},
                                  {"tau_m", 0.02},
                                  {"tau_e", 0.005},
                                  {"tau_i", 0.01}},
                                 dt);
    double worst = 0.0;
    for (int k = 1; k <= 10000; ++k) {
        cell.step();
        const double t = k * dt;
        const double v = -0.049 - 0.006 * std::exp(-t / 0.02) + 0.004 * response(t, 0.005, 0.02)
                         - 0.009 * response(t, 0.01, 0.02);
        worst = std::max(worst, std::abs(cell["v"] - v) / 0.049);
    }
    CHECK(worst < 1e-12);
}

TEST_CASE("a singular system integrates its drive") {
    OneElement cell =
        element_of("exact", "dv/dt = rate : 1\nrate : 1", {{"v", 1.0}, {"rate", 3.0}}, dt);
    cell.run(100);
    CHECK(cell["v"] == doctest::Approx(1.03).epsilon(1e-14));
}

TEST_CASE("a chain of integrators gives the parabola") {
    OneElement body = element_of("exact", "dx/dt = u : 1\ndu/dt = a : 1\na : 1 (shared)",
                                 {{"x", 1.0}, {"u", 2.0}, {"a", 10.0}}, 0.1);
    body.run(5);
    CHECK(body["x"] == doctest::Approx(1.0 + 2.0 * 0.5 + 5.0 * 0.25).epsilon(1e-14));
}

TEST_CASE("an oscillator keeps its amplitude") {
    OneElement pendulum = element_of("exact", "dx/dt = w*y : 1\ndy/dt = -w*x : 1\nw : 1 (shared)",
                                     {{"x", 1.0}, {"y", 0.0}, {"w", 100.0}}, 1e-3);
    pendulum.run(1000);  // 100 rad
    CHECK(pendulum["x"] == doctest::Approx(std::cos(100.0)).epsilon(1e-12));
    CHECK(pendulum["y"] == doctest::Approx(-std::sin(100.0)).epsilon(1e-12));
}

TEST_CASE("an alpha synapse follows (t/tau) exp(-t/tau)") {
    OneElement synapse =
        element_of("exact", "dg/dt = (x - g)/tau : 1\ndx/dt = -x/tau : 1\ntau : 1 (shared)",
                   {{"g", 0.0}, {"x", 1.0}, {"tau", 5e-3}}, dt);
    synapse.run(100);
    CHECK(synapse["g"] == doctest::Approx(2.0 * std::exp(-2.0)).epsilon(1e-12));
}

TEST_CASE("every element has the coefficients of its own parameters") {
    for (const double tau : {1e-3, 7e-3, 0.05}) {
        OneElement cell =
            element_of("exact", "dv/dt = (g - v)/tau : 1\ndg/dt = -g/0.005 : 1\ntau : 1",
                       {{"v", 0.0}, {"g", 1.0}, {"tau", tau}}, dt);
        cell.run(50);
        CAPTURE(tau);
        CHECK(cell["v"]
              == doctest::Approx(0.005 / (0.005 - tau) * (std::exp(-1.0) - std::exp(-0.005 / tau)))
                     .epsilon(1e-12));
    }
}

TEST_CASE("a drive that differs between elements is read in each step") {
    OneElement cell =
        element_of("exact", "dv/dt = (g + current - v)/0.01 : 1\ndg/dt = -g/0.005 : 1\ncurrent : 1",
                   {{"v", 0.0}, {"g", 0.0}, {"current", 1.0}}, dt);
    cell.run(100);
    cell["current"] = 0.0;  // not prepared anew
    cell.run(100);
    CHECK(cell["v"] == doctest::Approx((1.0 - std::exp(-1.0)) * std::exp(-1.0)).epsilon(1e-12));
}

TEST_CASE("a timed array drives by steps") {
    OneElement cell = element_of("exact", "dv/dt = (stim(t) - v)/0.01 : 1", {{"v", 0.0}}, dt);
    cell.stim = [](double t) { return t < 0.00995 ? 1.0 : 0.0; };
    cell.run(200);
    CHECK(cell["v"] == doctest::Approx((1.0 - std::exp(-1.0)) * std::exp(-1.0)).epsilon(1e-12));
}

TEST_CASE("a timed array in a coefficient changes the propagator") {
    OneElement cell = element_of("exact", "dv/dt = -stim(t)*v : 1", {{"v", 1.0}}, dt);
    cell.stim = [](double t) { return t < 0.00995 ? 100.0 : 50.0; };
    cell.run(200);
    CHECK(cell["v"] == doctest::Approx(std::exp(-1.5)).epsilon(1e-12));
}

TEST_CASE("a held variable stays and still drives the others") {
    OneElement cell = element_of("exact",
                                 "dv/dt = (1 - v - w)/0.01 : 1 (unless refractory)\n"
                                 "dw/dt = (v - w)/0.02 : 1\n",
                                 {{"v", 0.5}, {"w", 0.0}, {"not_refractory", 0.0}}, dt);
    cell.run(100);
    CHECK(cell["v"] == 0.5);
    CHECK(cell["w"] == doctest::Approx(0.5 * (1.0 - std::exp(-0.5))).epsilon(1e-12));
}

TEST_CASE("a free variable moves though it is flagged") {
    OneElement flagged = element_of("exact",
                                    "dv/dt = (1 - v - w)/0.01 : 1 (unless refractory)\n"
                                    "dw/dt = (v - w)/0.02 : 1\n",
                                    {{"v", 0.5}, {"w", 0.0}}, dt);
    OneElement plain = element_of("exact", "dv/dt = (1 - v - w)/0.01 : 1\ndw/dt = (v - w)/0.02 : 1",
                                  {{"v", 0.5}, {"w", 0.0}}, dt);
    flagged.run(10);
    plain.run(10);
    CHECK(flagged["v"] == plain["v"]);
    CHECK(flagged["w"] == plain["w"]);
}

TEST_CASE("what a held variable would read cannot leak into it") {
    OneElement cell =
        element_of("exact", "dv/dt = (current - v)/0.01 : 1 (unless refractory)\ncurrent : 1",
                   {{"v", 0.5},
                    {"current", std::numeric_limits<double>::quiet_NaN()},
                    {"not_refractory", 0.0}},
                   dt);
    cell.run(10);
    CHECK(cell["v"] == 0.5);
}

}  // namespace brian
