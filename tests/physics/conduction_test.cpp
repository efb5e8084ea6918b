#include <doctest/doctest.h>

#include "base/format.h"
#include "compile/ran.h"

namespace brian::test {

TEST_CASE("a spike runs down a chain at the sum of the delays and one step a neuron") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(R"(
groups:
  chain:
    size: 300
    equations: "v : 1"
    threshold: v > 0.5
    reset: v = 0
stimuli:
  start: {type: spike_list, size: 1, indices: [0], times: [0.5 ms]}
connections:
  kick: {source: start, target: chain, connect: {pairs: [[0, 0]]}, on_pre: v += 1}
  next: {source: chain, target: chain, connect: {condition: j == i + 1}, on_pre: v_post += 1, delay: '0.1*ms*(i % 7)'}
monitors:
  spikes: {type: spikes, of: chain}
run: {dt: 0.1 ms, duration: 130 ms}
)",
                      backend);
        // Input of step k makes a neuron fire in step k + 1: thresholds come before synapses.
        std::int64_t due = 5 + 1;
        for (std::uint64_t i = 0; i < 300; ++i) {
            CAPTURE(i);
            CHECK(ran.spike_steps("spikes", i) == std::vector<std::int64_t>{due});
            due += static_cast<std::int64_t>(i % 7) + 1;
        }
    }
}

TEST_CASE("a volley reaches each place of a line at the time of its distance") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        // 600 neurons 10 um apart, 0.25 m/s: 0.04 ms a neuron, rounded half up to steps of 0.1 ms.
        const Ran ran(R"(
parameters: {spacing: 10 um, velocity: 0.25 metre/second}
groups:
  source: {size: 1, equations: "a : 1", threshold: t < dt/2, reset: a = a}
  line: {size: 600, equations: "seen : second"}
connections:
  axon: {source: source, target: line, connect: all, on_pre: seen_post = t, delay: j*spacing/velocity}
monitors:
  trace: {type: state, of: line, variables: [seen], record: all}
run: {dt: 0.1 ms, duration: 26 ms}
)",
                      backend);
        const std::vector<double> seen = ran.last("trace", "seen");
        for (std::size_t j = 0; j < 600; ++j) {
            // In hundredths of a step: 40 j + 50, exactly, where the rounded delay is not a tie.
            if ((40 * j + 50) % 100 == 0) continue;
            const double steps = static_cast<double>((40 * j + 50) / 100);
            CHECK(seen[j] == doctest::Approx(steps * 1e-4).epsilon(1e-12));
        }
    }
}

}  // namespace brian::test
