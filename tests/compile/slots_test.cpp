#include "compile/each_engine.h"
#include "compile/ran.h"

using namespace brian;
using namespace brian::test;

// run.schedule: the order of the slots within a step.
namespace {

std::vector<double> arrivals(const std::string& schedule, Backend backend) {
    const Ran ran(R"(
groups:
  P: {size: 1, equations: "x : second"}
stimuli:
  S: {type: spike_list, size: 1, indices: [0], times: [1 ms]}
connections:
  C: {source: S, target: P, connect: all, on_pre: x_post = t, delay: 0.2 ms}
monitors:
  m: {type: state, of: P, variables: [x], precision: float64}
run: {dt: 0.1 ms, duration: 2 ms, schedule: )"
                      + schedule + "}\n",
                  backend);
    return ran.trace("m", "x");
}

}  // namespace

TEST_CASE("spikes arrive a step later when synapses come before thresholds") {
    for_each_engine([](Backend backend) {
        CHECK(arrivals("[start, groups, thresholds, synapses, resets, end]", backend).back()
              == doctest::Approx(1.2e-3).epsilon(1e-12));
        CHECK(arrivals("[start, groups, synapses, thresholds, resets, end]", backend).back()
              == doctest::Approx(1.3e-3).epsilon(1e-12));
    });
}

TEST_CASE("a neuron is reset in the next step when resets come before thresholds") {
    for_each_engine([](Backend backend) {
        const Ran ran(R"(
groups:
  P: {size: 1, equations: "dv/dt = 1/ms : 1", method: euler, threshold: v > 0.35, reset: v = 0}
monitors:
  m: {type: state, of: P, variables: [v], precision: float64}
run: {dt: 0.1 ms, duration: 1 ms, schedule: [start, groups, resets, thresholds, synapses, end]}
)",
                      backend);
        const std::vector<double> v = ran.trace("m", "v");
        CHECK(v[4] == doctest::Approx(0.4).epsilon(1e-12));
        CHECK(v[5] == 0.0);  // it went on to 0.5 before the reset
    });
}
