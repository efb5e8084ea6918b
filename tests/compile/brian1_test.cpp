#include <algorithm>
#include <cmath>
#include <set>

#include <doctest/doctest.h>

#include "base/format.h"
#include "compile/each_engine.h"
#include "compile/ran.h"

namespace brian::test {

namespace {

using Steps = std::vector<std::int64_t>;
using Values = std::vector<double>;

/// One neuron, or more, that climbs by 1 a step from 0; dt = 0.1 ms. v is seen at the end of steps.
std::string climbing(const std::string& keys, int size = 1) {
    return format(R"(
groups:
  P:
    size: {}
    equations: |
      dv/dt = 10/ms : 1
      w : 1
      v_t : 1
      v_r : 1
    method: euler
    initial: {{v_t: 5 + i, v_r: -2 - i}}
{}
monitors:
  spikes: {{type: spikes, of: P}}
  trace: {{type: state, of: P, variables: [v, w], record: all, when: end}}
run: {{dt: 0.1 ms, duration: 3 ms}}
)",
                  size, keys);
}

}  // namespace

TEST_CASE("Brian 1 holds v for int(r/dt) + 1 steps: it moves freely from step k + 11 on") {
    for_each_engine([](Backend backend) {
        const Ran ran(climbing(R"(    threshold: v > 4.5
    reset: v = 0
    refractory: 1 ms
    refractory_clamp: brian1)"),
                      backend);
        // The first spike is in step k = 4.
        CHECK(ran.spike_steps("spikes").at(0) == 4);
        const Values v = ran.trace("trace", "v");
        for (std::size_t step = 4; step <= 14; ++step) CHECK(v[step] == 0);
        CHECK(v[15] == 1);
        // Five free steps, the first of which is k + 11.
        CHECK(ran.spike_steps("spikes") == Steps{4, 19});
    });
}

TEST_CASE("a clamped neuron that wants to may spike again in step k + 10, as in Brian 1") {
    for_each_engine([](Backend backend) {
        const Ran ran(climbing(R"(    threshold: v > 0.5
    reset: v = 0
    refractory: 1 ms
    refractory_clamp: brian1)"),
                      backend);
        CHECK(ran.spike_steps("spikes") == Steps{0, 10, 20});
    });
}

TEST_CASE("a clamp lasts three more steps when 0.3 ms have 0.1 ms steps") {
    for_each_engine([](Backend backend) {
        const Ran ran(climbing(R"(    threshold: v > 4.5
    reset: v = 0
    refractory: 0.3 ms
    refractory_clamp: brian1)"),
                      backend);
        const Values v = ran.trace("trace", "v");
        CHECK(Values(v.begin() + 3, v.begin() + 10) == Values{4, 0, 0, 0, 0, 1, 2});
    });
}

TEST_CASE("a clamp holds the value that the reset gave, whatever it was computed from") {
    for_each_engine([](Backend backend) {
        const Ran ran(climbing(R"(    threshold: v > v_t
    reset: v = v_r - t/ms; w += 1
    refractory: 0.5 ms
    refractory_clamp: brian1)"),
                      backend);
        const Values v = ran.trace("trace", "v");
        CHECK(v[5] == -2.5);
        CHECK(v[10] == -2.5);
        CHECK(v[11] == -1.5);
        CHECK(ran.last("trace", "w").front() == 2);
    });
}

TEST_CASE("code under while_refractory runs in the steps k ... k + r") {
    for_each_engine([](Backend backend) {
        const Ran ran(climbing(R"(    threshold: v > 4.5
    reset: v = 0
    refractory: 0.5 ms
    while_refractory: 'double = 2*v; w += 1; v = double - v - 1')"),
                      backend);
        const Values w = ran.trace("trace", "w");
        CHECK(Values(w.begin() + 3, w.begin() + 11) == Values{0, 1, 2, 3, 4, 5, 6, 6});
        // Down by 1 in the spike's step, then as much down as up.
        CHECK(ran.trace("trace", "v")[9] == -1);
        CHECK(ran.trace("trace", "v")[10] == 0);
    });
}

TEST_CASE("an empirical threshold counts a neuron that stays above it once a period") {
    for_each_engine([](Backend backend) {
        const Ran ran(
            climbing("    threshold: {type: empirical, variable: v, value: 3, refractory: 1 ms}"),
            backend);
        CHECK(ran.spike_steps("spikes") == Steps{3, 13, 23});
        CHECK(ran.last("trace", "v").front() == 30);
    });
}

TEST_CASE("a variable threshold and a variable reset take one value of each neuron") {
    for_each_engine([](Backend backend) {
        const Ran ran(climbing("    threshold: {type: variable, variable: v, value: v_t}\n"
                               "    reset: {type: variable, variable: v, value: v_r}",
                               2),
                      backend);
        CHECK(ran.spike_steps("spikes", 0).front() == 5);
        CHECK(ran.spike_steps("spikes", 1).front() == 6);
        CHECK(ran.frame("trace", "v", 5) == Values{-2, 6});
        CHECK(ran.frame("trace", "v", 6) == Values{-1, -3});
    });
}

TEST_CASE("an adaptive reset sets one variable and raises another") {
    for_each_engine([](Backend backend) {
        const Ran ran(climbing("    threshold: v > 9\n    reset: {type: adaptive, variable: v, "
                               "value: v_r, adaptation: w, increment: 0.5}"),
                      backend);
        CHECK(ran.spike_steps("spikes") == Steps{9, 21});
        CHECK(ran.last("trace", "w") == Values{1});
    });
}

TEST_CASE("a Poisson threshold spikes with the probability rate*dt in every step") {
    for_each_engine([](Backend backend) {
        const Ran ran(climbing("    threshold: {type: poisson, rate: 2000*Hz}", 1000), backend);
        // 30 steps of 1000 neurons with p = 0.2: 6000 spikes, standard deviation 69.
        const double n = static_cast<double>(ran.recording().of("spikes").ids.size());
        CHECK(std::abs(n - 6000) < 6 * 69);
    });
}

TEST_CASE("a homogeneous Poisson threshold draws a number of different neurons") {
    for_each_engine([](Backend backend) {
        const Ran ran(climbing("    threshold: {type: homogeneous_poisson, rate: 2000*Hz}", 1000),
                      backend);
        const auto& series = ran.recording().of("spikes");
        // A Poisson number of mean 200 in each of 30 steps: 6000, standard deviation 77.
        CHECK(std::abs(static_cast<double>(series.ids.size()) - 6000) < 6 * 77);
        for (std::size_t k = 1; k < series.ids.size(); ++k) {
            const bool same_step = series.times[k] == series.times[k - 1];
            CHECK((!same_step || series.ids[k] > series.ids[k - 1]));
        }
    });
}

TEST_CASE("a homogeneous Poisson threshold spares refractory neurons and takes all at most") {
    for_each_engine([](Backend backend) {
        const Ran all(climbing("    threshold: {type: homogeneous_poisson, rate: 1e9*Hz}", 5),
                      backend);
        CHECK(all.recording().of("spikes").ids.size() == 5 * 30);
        const Ran rare(climbing("    threshold: {type: homogeneous_poisson, rate: 1e9*Hz}\n"
                                "    refractory: 1 ms",
                                5),
                       backend);
        CHECK(rare.spike_steps("spikes", 3) == Steps{0, 10, 20});
    });
}

TEST_CASE("a value for a threshold is meant for the one variable named v, V, vm or Vm") {
    for_each_engine([](Backend backend) {
        CHECK(Ran(climbing("    threshold: 4.5\n    reset: v = 0"), backend).spike_steps("spikes")
              == Steps{4, 9, 14, 19, 24, 29});
    });
}

}  // namespace brian::test
