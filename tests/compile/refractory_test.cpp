#include <doctest/doctest.h>

#include "base/format.h"
#include "compile/ran.h"

namespace brian::test {

namespace {

using Steps = std::vector<std::int64_t>;

/// A neuron that always wants to fire: v rises by 1 a step from 0 and the threshold is passed in
/// the first step. dt = 0.1 ms.
std::string eager(const std::string& refractory, const std::string& flag = "") {
    return format(R"(
groups:
  P:
    size: 2
    equations: |
      dv/dt = 10/ms : 1 {}
      r : second
    threshold: v > 0.5
    reset: v = 0
    refractory: {}
    method: euler
    initial: {{r: (i + 1)*0.5*ms}}
monitors:
  spikes: {{type: spikes, of: P}}
  trace: {{type: state, of: P, variables: [v], record: all}}
run: {{dt: 0.1 ms, duration: 4 ms}}
)",
                  flag, refractory);
}

}  // namespace

TEST_CASE("v stays at reset in the steps k..k+9 after a spike and moves and fires in k+10") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(eager("1 ms", "(unless refractory)"), backend);
        CHECK(ran.spike_steps("spikes") == Steps{0, 10, 20, 30});
        // Sampled at the starts of steps: frame k+1 shows the end of step k.
        const std::vector<double> v = ran.trace("trace", "v");
        for (const std::size_t frame : {1U, 2U, 9U, 10U, 11U, 20U}) CHECK(v[frame] == 0.0);
    }
}

TEST_CASE("a variable without the flag moves on while its neuron is refractory") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(eager("1 ms"), backend);
        CHECK(ran.spike_steps("spikes") == Steps{0, 10, 20, 30});
        const std::vector<double> v = ran.trace("trace", "v");
        CHECK(v[1] == 0.0);
        CHECK(v[2] == doctest::Approx(1.0).epsilon(1e-12));
        CHECK(v[10] == doctest::Approx(9.0).epsilon(1e-12));
        CHECK(v[11] == 0.0);
    }
}

TEST_CASE("a refractory period is cut to whole steps, forgiving a thousandth of a step") {
    struct Period {
        const char* text;
        std::int64_t steps;
    };
    for (Backend backend : all_backends())
        for (const Period& period : {Period{"0.25 ms", 2},
                                     {"0.26 ms", 2},
                                     {"0.3 ms", 3},
                                     {"1.06 ms", 10},
                                     {"0.09995 ms", 1},
                                     {"0.7 ms", 7}}) {
            CAPTURE(std::string(name_of(backend)));
            CAPTURE(period.text);
            const Ran ran(eager(period.text), backend);
            CHECK(ran.spike_steps("spikes").at(1) == period.steps);
        }
}

TEST_CASE("each neuron may have a refractory period of its own") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(eager("r"), backend);
        CHECK(ran.spike_steps("spikes", 0) == Steps{0, 5, 10, 15, 20, 25, 30, 35});
        CHECK(ran.spike_steps("spikes", 1) == Steps{0, 10, 20, 30});
    }
}

TEST_CASE("a condition prolongs refractoriness for as long as it holds after a spike") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        // v falls from 1 by a tenth a step. It is 0.3 at the end of step 7, hence the neuron is
        // free in step 8 and, as its threshold is always passed, fires in it.
        const Ran ran(R"(
groups:
  P:
    size: 1
    equations: "dv/dt = -1/ms : 1"
    threshold: v > -100
    reset: v = 1
    refractory: v > 0.35
    method: euler
monitors:
  spikes: {type: spikes, of: P}
run: {dt: 0.1 ms, duration: 2.5 ms}
)",
                      backend);
        CHECK(ran.spike_steps("spikes") == Steps{0, 8, 16, 24});
    }
}

TEST_CASE("a condition that holds before any spike makes nobody refractory") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(eager("v < 1000"), backend);
        CHECK(ran.spike_steps("spikes") == Steps{0});
    }
}

TEST_CASE("synaptic input changes a held variable only when its neuron is not refractory") {
    const std::string model = R"(
groups:
  P:
    size: 2
    equations: |
      dv/dt = 0/ms : 1 (unless refractory)
      dg/dt = 0/ms : 1
      z = v
    threshold: v > 0.5
    reset: v = 0
    refractory: 0.5 ms
    method: euler
    initial: {v: 1 - i}
stimuli:
  input: {type: regular, size: 1, interval: 0.1 ms}
connections:
  C: {source: input, target: P, connect: all, on_pre: "CODE"}
monitors:
  trace: {type: state, of: P, variables: [v, g], record: all}
run: {dt: 0.1 ms, duration: 0.8 ms}
)";
    for (Backend backend : all_backends())
        for (const char* code : {"v += 0.01; g += 1", "v_post = v + 0.01; g += 1",
                                 "z += 0.01; g += 1", "z_post = z_post + 0.01; g += 1"}) {
            CAPTURE(std::string(name_of(backend)));
            CAPTURE(code);
            std::string text = model;
            text.replace(text.find("CODE"), 4, code);
            const Ran ran(text, backend);
            // Neuron 0 fires in step 0 and is free from step 5 on; deliveries come in every step.
            const std::vector<double> held = ran.trace("trace", "v", 0);
            CHECK(held[5] == 0.0);
            CHECK(held[6] == doctest::Approx(0.01).epsilon(1e-12));
            CHECK(held[7] == doctest::Approx(0.02).epsilon(1e-12));
            const std::vector<double> free = ran.trace("trace", "v", 1);
            CHECK(free[5] == doctest::Approx(0.05).epsilon(1e-12));
            CHECK(ran.trace("trace", "g", 0)[7] == 7.0);
        }
}

TEST_CASE("Poisson input does not reach a held variable of a refractory neuron") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        // rate*dt = 1: one input in every step.
        const Ran ran(R"(
groups:
  P:
    size: 1
    equations: 'dv/dt = 0/ms : 1 (unless refractory)'
    threshold: v > 0.5
    reset: v = 0
    refractory: 0.5 ms
    method: euler
    initial: {v: 1}
stimuli:
  noise: {type: poisson_input, target: P, variable: v, n: 3, rate: 10 kHz, weight: 0.01}
monitors:
  trace: {type: state, of: P, variables: [v], record: all}
run: {dt: 0.1 ms, duration: 0.8 ms}
)",
                      backend);
        const std::vector<double> v = ran.trace("trace", "v");
        CHECK(v[5] == 0.0);
        CHECK(v[6] == doctest::Approx(0.03).epsilon(1e-12));
    }
}

TEST_CASE("a threshold without reset is warned of, unless chance decides") {
    const auto warnings = [](const std::string& threshold) {
        return Ran(format("groups: {{P: {{size: 1, equations: 'v : 1', threshold: {}}}}}\n"
                          "run: {{duration: 1 ms}}\n",
                          threshold),
                   Backend::Vector)
            .warnings()
            .size();
    };
    CHECK(warnings("v > 1") == 1);
    CHECK(warnings("rand() < 10*Hz*dt") == 0);
}

TEST_CASE("custom events happen in refractory neurons as well, unless their condition says not") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(R"(
groups:
  P:
    size: 1
    equations: "dv/dt = 10/ms : 1"
    threshold: v > 1.5
    refractory: 0.5 ms
    method: euler
    events: {high: v > 2.5, rested: v > 2.5 and not_refractory}
monitors:
  spikes: {type: spikes, of: P}
  high: {type: events, of: P, event: high}
  rested: {type: events, of: P, event: rested}
run: {dt: 0.1 ms, duration: 0.8 ms}
)",
                      backend);
        CHECK(ran.spike_steps("spikes") == Steps{1, 6});
        CHECK(ran.spike_steps("high") == Steps{2, 3, 4, 5, 6, 7});
        CHECK(ran.spike_steps("rested").empty());
    }
}

}  // namespace brian::test
