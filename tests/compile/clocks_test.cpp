#include <cmath>

#include "compile/each_engine.h"
#include "compile/ran.h"

using namespace brian;
using namespace brian::test;

// Time steps of single objects, and of phases.
TEST_CASE("a group goes by its own time step") {
    for_each_engine([](Backend backend) {
        const Ran ran(R"(
groups:
  P: {size: 1, dt: 0.5 ms, equations: "dv/dt = -v/(10*ms) : 1", method: euler, initial: {v: 1}}
monitors:
  m: {type: state, of: P, variables: [v], precision: float64}
run: {dt: 0.1 ms, duration: 5 ms}
)",
                      backend);
        const std::vector<double> v = ran.trace("m", "v");
        REQUIRE(v.size() == 10);
        CHECK(v[3] == doctest::Approx(std::pow(0.95, 3)).epsilon(1e-14));
    });
}

TEST_CASE("delays count in the steps of the neurons that send the spikes") {
    for_each_engine([](Backend backend) {
        const Ran ran(R"(
groups:
  P: {size: 1, equations: "x : 1"}
stimuli:
  S: {type: spike_list, size: 1, dt: 0.5 ms, indices: [0], times: [1 ms]}
connections:
  C: {source: S, target: P, connect: all, on_pre: x_post += 1, delay: 1.5 ms}
monitors:
  m: {type: state, of: P, variables: [x], precision: float64}
run: {dt: 0.1 ms, duration: 5 ms}
)",
                      backend);
        const std::vector<double> x = ran.trace("m", "x");
        CHECK(x[25] == 0.0);  // recorded at the start of the step at 2.5 ms, before it arrives
        CHECK(x[26] == 1.0);
    });
}

TEST_CASE("code at spikes sees the time and the step of the neurons that send them") {
    for_each_engine([](Backend backend) {
        const Ran ran(R"(
groups:
  P: {size: 1, equations: "x : second\ny : second"}
stimuli:
  S: {type: spike_list, size: 1, dt: 0.5 ms, indices: [0], times: [1 ms]}
connections:
  C: {source: S, target: P, connect: all, dt: 0.2 ms, on_pre: "x_post = t; y_post = dt"}
monitors:
  m: {type: state, of: P, variables: [x, y], precision: float64}
run: {dt: 0.1 ms, duration: 2 ms}
)",
                      backend);
        CHECK(ran.trace("m", "x").back() == doctest::Approx(1e-3).epsilon(1e-14));
        CHECK(ran.trace("m", "y").back() == 5e-4);
    });
}

TEST_CASE("a monitor may look between the steps of what it watches") {
    for_each_engine([](Backend backend) {
        const Ran ran(R"(
groups:
  P: {size: 1, equations: "dv/dt = 1/ms : 1", method: euler}
monitors:
  m: {type: state, of: P, variables: [v], dt: 0.25 ms, precision: float64}
run: {dt: 0.1 ms, duration: 1 ms}
)",
                      backend);
        // At 0.25 ms the group has done its steps at 0, 0.1 and 0.2 ms.
        const std::vector<double> v = ran.trace("m", "v");
        REQUIRE(v.size() == 4);
        CHECK(v[1] == doctest::Approx(0.3).epsilon(1e-14));
        CHECK(v[2] == doctest::Approx(0.5).epsilon(1e-14));
        CHECK(v[3] == doctest::Approx(0.8).epsilon(1e-14));
    });
}

TEST_CASE("an operation may have any period") {
    for_each_engine([](Backend backend) {
        const Ran ran(R"(
groups:
  P: {size: 1, equations: "n : 1"}
operations:
  o: {of: P, every: 0.25 ms, code: n += 1}
monitors:
  m: {type: state, of: P, variables: [n], precision: float64}
run: {dt: 0.1 ms, duration: 1 ms}
)",
                      backend);
        const std::vector<double> n = ran.trace("m", "n");
        CHECK(n[1] == 1.0);  // at 0 ms
        CHECK(n[3] == 2.0);  // at 0.25 ms, after the step at 0.2 ms
        CHECK(n[9] == 4.0);
    });
}

TEST_CASE("exact integration takes on a new time step") {
    for_each_engine([](Backend backend) {
        const Ran ran(R"(
groups:
  P:
    size: 2
    equations: |
      dv/dt = (g - v)/tau : 1
      dg/dt = -g/(3*ms) : 1
      tau : second
    method: exact
    initial: {g: 1, tau: 5*ms + 5*ms*i}
monitors:
  m: {type: state, of: P, variables: [g], precision: float64, record_final: true}
run:
  dt: 0.1 ms
  protocol: [{duration: 2 ms}, {dt: 0.5 ms, duration: 2 ms}, {dt: 0.05 ms, duration: 2 ms}]
)",
                      backend);
        CHECK(ran.recording().all().back().values.back()
              == doctest::Approx(std::exp(-2.0)).epsilon(1e-12));
    });
}

TEST_CASE("delays of each synapse are counted anew in a new time step") {
    for_each_engine([](Backend backend) {
        const Ran ran(R"(
groups:
  P: {size: 2, equations: "x : second"}
stimuli:
  S: {type: spike_list, size: 1, indices: [0, 0], times: [1.8 ms, 4 ms]}
connections:
  C: {source: S, target: P, connect: all, on_pre: x_post = t, delay: 0.4*ms*(1 + j)}
monitors:
  m: {type: state, of: P, variables: [x], precision: float64, record_final: true}
run:
  dt: 0.1 ms
  protocol: [{duration: 2 ms}, {dt: 0.2 ms, duration: 1 ms, store: s}, {duration: 4 ms}]
)",
                      backend);
        // A frame holds both neurons, every 0.2 ms from 2 ms on. The spike of 1.8 ms is on its way
        // when the step changes; that of 4 ms comes later.
        const std::vector<double>& x = ran.recording().all().back().values;
        CHECK(x[2 * 1] == 0.0);
        CHECK(x[2 * 2] == doctest::Approx(2.2e-3).epsilon(1e-12));
        CHECK(x[2 * 4 + 1] == doctest::Approx(2.6e-3).epsilon(1e-12));
        CHECK(x[2 * 13] == doctest::Approx(4.4e-3).epsilon(1e-12));
        CHECK(x[2 * 15 + 1] == doctest::Approx(4.8e-3).epsilon(1e-12));
    });
}
