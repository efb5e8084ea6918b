#include <cmath>

#include <doctest/doctest.h>

#include "base/format.h"
#include "compile/ran.h"

namespace brian::test {

namespace {

/// Two neurons decay with a tau of their own, 1 ms at first; `rest` changes tau in some way. dt 0.1
/// ms.
std::string decaying(const std::string& keys, const std::string& rest = "") {
    return format(R"(
groups:
  P:
    size: 2
    equations: |
      dv/dt = -v/tau : 1
      tau : second
    method: exact
    initial: {{v: 1 + i, tau: 1 ms}}
{}
monitors:
  trace: {{type: state, of: P, variables: [v, tau], record: all}}
run: {{dt: 0.1 ms, duration: 1.1 ms}}
{})",
                  keys, rest);
}

/// Propagation is exact up to the rounding of exp and of ten products.
void check_value(double found, double expected) {
    CHECK(found == doctest::Approx(expected).epsilon(1e-14));
}

}  // namespace

TEST_CASE("the exact integrator prepares anew when on_pre changes tau") {
    for (Backend backend : all_backends())
        for (const char* connect : {"all", "{pairs: [[0, 0], [0, 1]]}"}) {
            CAPTURE(std::string(name_of(backend)));
            const Ran ran(decaying("", format(R"(
stimuli:
  input: {{type: spike_list, size: 1, indices: [0], times: [0.4 ms]}}
connections:
  C: {{source: input, target: P, connect: {}, on_pre: tau *= 2 + 2*j}}
)",
                                              connect)),
                          backend);
            // Five steps with tau = 1 ms, five with 2 ms or 4 ms.
            check_value(ran.last("trace", "v")[0], std::exp(-0.5 - 0.25));
            check_value(ran.last("trace", "v")[1], 2.0 * std::exp(-0.5 - 0.125));
        }
}

TEST_CASE("the exact integrator prepares anew when code of a source changes its tau") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(decaying("    threshold: t > 0.35*ms and t < 0.45*ms\n    reset: v = v", R"(
connections:
  C: {source: P, target: P, connect: one_to_one, on_pre: tau_pre *= 2 + 2*i}
)"),
                      backend);
        check_value(ran.last("trace", "v")[0], std::exp(-0.5 - 0.25));
        check_value(ran.last("trace", "v")[1], 2.0 * std::exp(-0.5 - 0.125));
    }
}

TEST_CASE("the exact integrator prepares anew when a reset changes tau") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(decaying("    threshold: t > 0.35*ms and t < 0.45*ms\n"
                               "    reset: tau *= 2 + 2*i"),
                      backend);
        check_value(ran.last("trace", "v")[0], std::exp(-0.5 - 0.25));
        check_value(ran.last("trace", "v")[1], 2.0 * std::exp(-0.5 - 0.125));
    }
}

TEST_CASE("the exact integrator prepares anew when Poisson input changes tau") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        // rate*dt = 1: tau is 1, 2, 3 ... ms in the steps 0, 1, 2 ...
        const Ran ran(decaying("", R"(
stimuli:
  noise: {type: poisson_input, target: P, variable: tau, n: 1, rate: 10 kHz, weight: 1 ms}
)"),
                      backend);
        double exponent = 0.0;
        for (int k = 1; k <= 10; ++k) exponent -= 0.1 / k;
        check_value(ran.last("trace", "v")[0], std::exp(exponent));
    }
}

TEST_CASE("the exact integrator follows a time constant that is constant over dt") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(R"(
groups:
  P:
    size: 1
    equations: |
      dv/dt = -v/tau : 1
      tau = 1*ms + t : second (constant over dt)
    method: exact
    initial: {v: 1}
monitors:
  trace: {type: state, of: P, variables: [v], record: all}
run: {dt: 0.1 ms, duration: 1.1 ms}
)",
                      backend);
        double exponent = 0.0;
        for (int k = 0; k < 10; ++k) exponent -= 0.1 / (1.0 + 0.1 * k);
        check_value(ran.last("trace", "v")[0], std::exp(exponent));
    }
}

TEST_CASE("the exact integrator takes each value of a timed array whose dt is a multiple") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(R"(
groups:
  P:
    size: 1
    equations: "dv/dt = (drive(t) - v)/tau(t) : 1"
    method: exact
stimuli:
  drive: {type: timed_array, values: [1, 3], dt: 0.5 ms}
  tau: {type: timed_array, values: [1 ms, 2 ms], dt: 0.5 ms}
monitors:
  trace: {type: state, of: P, variables: [v], record: all}
run: {dt: 0.1 ms, duration: 1.1 ms}
)",
                      backend);
        const double half = 1.0 - std::exp(-0.5);
        check_value(ran.trace("trace", "v")[5], half);
        check_value(ran.trace("trace", "v")[10], 3.0 + (half - 3.0) * std::exp(-0.25));
    }
}

TEST_CASE("one write prepares the neurons of the whole group as before") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        // Only neuron 0 is reached.
        const Ran ran(decaying("", R"(
stimuli:
  input: {type: spike_list, size: 1, indices: [0], times: [0.4 ms]}
connections:
  C: {source: input, target: P, connect: {pairs: [[0, 0]]}, on_pre: tau *= 2}
)"),
                      backend);
        check_value(ran.last("trace", "v")[0], std::exp(-0.5 - 0.25));
        check_value(ran.last("trace", "v")[1], 2.0 * std::exp(-1.0));
    }
}

}  // namespace brian::test
