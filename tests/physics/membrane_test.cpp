#include <cmath>

#include <doctest/doctest.h>

#include "base/format.h"
#include "compile/ran.h"

namespace brian::test {

namespace {

/// A propagator is one exp and a few products a step, each rounded to half a unit in the last
/// place: 1e-12 leaves room for some thousand steps.
constexpr double exact = 1e-12;

/// Sum of the three decays of a CUBA neuron at time t: tau_m = 20 ms, tau_e = 5 ms, tau_i = 10 ms,
/// without threshold, towards -49 mV.
double cuba_potential(double t, double v_0, double ge_0, double gi_0) {
    const double tau_m = 20e-3, tau_e = 5e-3, tau_i = 10e-3, rest = -49e-3;
    const auto kernel = [&](double tau) {
        return tau / (tau_m - tau) * (std::exp(-t / tau_m) - std::exp(-t / tau));
    };
    return rest + (v_0 - rest) * std::exp(-t / tau_m) + ge_0 * kernel(tau_e) + gi_0 * kernel(tau_i);
}

}  // namespace

TEST_CASE("a leaky membrane decays as exp(-t/tau)") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(R"(
parameters: {tau_m: 10 ms, v_rest: -70 mV}
groups:
  P: {size: 3, equations: "dv/dt = (v_rest - v)/tau_m : volt", method: exact, initial: {v: "-50*mV + i*mV"}}
monitors:
  trace: {type: state, of: P, variables: [v], record: all}
run: {dt: 0.1 ms, duration: 50 ms}
)",
                      backend);
        for (const std::size_t k : {1U, 100U, 499U})
            for (std::size_t i = 0; i < 3; ++i) {
                const double v_0 = -50e-3 + 1e-3 * static_cast<double>(i);
                const double t = 1e-4 * static_cast<double>(k);
                const double expected = -70e-3 + (v_0 + 70e-3) * std::exp(-t / 10e-3);
                CHECK(ran.frame("trace", "v", k)[i] == doctest::Approx(expected).epsilon(exact));
            }
    }
}

TEST_CASE("the linear system of CUBA is propagated exactly") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(R"(
groups:
  P:
    size: 2
    equations: |
      dv/dt  = (ge + gi - (v + 49*mV))/(20*ms) : volt
      dge/dt = -ge/(5*ms)                      : volt
      dgi/dt = -gi/(10*ms)                     : volt
    initial: {v: -60 mV, ge: '3*mV*(1 + i)', gi: -7 mV}
monitors:
  trace: {type: state, of: P, variables: [v, ge, gi], record: all}
run: {dt: 0.1 ms, duration: 100 ms}
)",
                      backend);
        for (std::size_t k = 0; k < 1000; k += 37)
            for (std::size_t i = 0; i < 2; ++i) {
                const double t = 1e-4 * static_cast<double>(k);
                const double ge_0 = 3e-3 * static_cast<double>(1 + i);
                const double v = cuba_potential(t, -60e-3, ge_0, -7e-3);
                CHECK(ran.frame("trace", "v", k)[i] == doctest::Approx(v).epsilon(exact));
                CHECK(ran.frame("trace", "ge", k)[i]
                      == doctest::Approx(ge_0 * std::exp(-t / 5e-3)).epsilon(exact));
                CHECK(ran.frame("trace", "gi", k)[i]
                      == doctest::Approx(-7e-3 * std::exp(-t / 10e-3)).epsilon(exact));
            }
    }
}

TEST_CASE("an alpha synapse peaks one tau after its spike at weight/e") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        // x and g share one time constant: the matrix has no eigenbasis.
        const Ran ran(R"(
groups:
  P:
    size: 1
    equations: |
      dg/dt = (x - g)/(2*ms) : 1
      dx/dt = -x/(2*ms) : 1
    method: exact
stimuli:
  input: {type: spike_list, size: 1, indices: [0], times: [1 ms]}
connections:
  C: {source: input, target: P, connect: all, on_pre: x += 3}
monitors:
  trace: {type: state, of: P, variables: [g], record: all}
run: {dt: 0.1 ms, duration: 12 ms}
)",
                      backend);
        const std::vector<double> g = ran.trace("trace", "g");
        CHECK(g[10] == 0.0);
        // The spike acts in step 10, after the update: from the start of step 11, g is
        // 3 (s/tau) exp(-s/tau) with s counted from there.
        for (std::size_t k = 11; k < 120; ++k) {
            const double s = static_cast<double>(k - 11) * 0.05;
            CHECK(g[k] == doctest::Approx(3.0 * s * std::exp(-s)).epsilon(exact));
        }
        CHECK(g[31] == doctest::Approx(3.0 / std::exp(1.0)).epsilon(exact));
        CHECK((g[30] < g[31] && g[32] < g[31]));
    }
}

TEST_CASE("a leaky integrate-and-fire neuron fires at 1/(t_ref + tau log(RI/(RI - theta)))") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        // tau = 10 ms, theta = 10 mV, R I = 5 mV * (i + 1), t_ref = 2 ms: rheobase at i = 1.
        const Ran ran(R"(
groups:
  P:
    size: 8
    equations: |
      dv/dt = (drive - v)/(10*ms) : volt (unless refractory)
      drive : volt
    threshold: v > 10*mV
    reset: v = 0*mV
    refractory: 2 ms
    method: exact
    initial: {drive: '5*mV*(i + 1)'}
monitors:
  spikes: {type: spikes, of: P}
run: {dt: 0.02 ms, duration: 400 ms}
)",
                      backend);
        CHECK(ran.spike_steps("spikes", 0).empty());
        CHECK(ran.spike_steps("spikes", 1).empty());
        for (std::uint64_t i = 2; i < 8; ++i) {
            const double drive = 5.0 * static_cast<double>(i + 1);
            const double rise = 10.0 * std::log(drive / (drive - 10.0)) / 0.02;
            // Spikes come at whole steps: the first one past the threshold, then t_ref, of which
            // the step of the spike is the first and that of leaving already moves v.
            const auto interval = static_cast<std::int64_t>(std::floor(rise)) + 1 + 99;
            const std::vector<std::int64_t> steps = ran.spike_steps("spikes", i);
            REQUIRE(steps.size() > 2);
            for (std::size_t k = 1; k < steps.size(); ++k)
                CHECK(steps[k] - steps[k - 1] == interval);
        }
    }
}

TEST_CASE("the Hodgkin-Huxley membrane rests at -65 mV with the gates of 1952") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(R"(
groups:
  axon:
    size: 1
    equations: |
      dv/dt = (-g_Na*m**3*h*(v - 50*mV) - g_K*n**4*(v + 77*mV) - g_L*(v + 54.387*mV))/C : volt
      dm/dt = alpha_m*(1 - m) - beta_m*m : 1
      dh/dt = alpha_h*(1 - h) - beta_h*h : 1
      dn/dt = alpha_n*(1 - n) - beta_n*n : 1
      alpha_m = 1/exprel(-(v + 40*mV)/(10*mV))/ms    : Hz
      beta_m  = 4*exp(-(v + 65*mV)/(18*mV))/ms       : Hz
      alpha_h = 0.07*exp(-(v + 65*mV)/(20*mV))/ms    : Hz
      beta_h  = 1/(1 + exp(-(v + 35*mV)/(10*mV)))/ms : Hz
      alpha_n = 0.1/exprel(-(v + 55*mV)/(10*mV))/ms  : Hz
      beta_n  = 0.125*exp(-(v + 65*mV)/(80*mV))/ms   : Hz
    method: exponential_euler
    initial: {v: -60 mV, m: 0.1, h: 0.5, n: 0.4}
parameters: {C: 1 uF/cm^2, g_Na: 120 mS/cm^2, g_K: 36 mS/cm^2, g_L: 0.3 mS/cm^2}
monitors:
  trace: {type: state, of: axon, variables: [v, m, h, n], record: all}
run: {dt: 0.05 ms, duration: 200 ms}
)",
                      backend);
        // E_L is given to three decimals so that the currents cancel at -65 mV within microvolts;
        // oscillations about rest die out with a time constant below 10 ms.
        CHECK(ran.last("trace", "v")[0] == doctest::Approx(-65e-3).epsilon(2e-4));
        const auto steady = [](double alpha, double beta) { return alpha / (alpha + beta); };
        CHECK(ran.last("trace", "m")[0]
              == doctest::Approx(steady(2.5 / (std::exp(2.5) - 1), 4)).epsilon(2e-3));
        CHECK(ran.last("trace", "h")[0]
              == doctest::Approx(steady(0.07, 1 / (1 + std::exp(3)))).epsilon(2e-3));
        CHECK(ran.last("trace", "n")[0]
              == doctest::Approx(steady(0.1 / (std::exp(1) - 1), 0.125)).epsilon(2e-3));
    }
}

}  // namespace brian::test
