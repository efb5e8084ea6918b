#include <cmath>

#include <doctest/doctest.h>

#include "base/format.h"
#include "compile/ran.h"

namespace brian::test {

namespace {

using Values = std::vector<double>;

}  // namespace

TEST_CASE("Poisson input reaches the neurons of its subgroup alone") {
    struct Case {
        const char* subgroup;
        Values x;
    };
    // n inputs with rate*dt = 1: exactly n*weight in every step.
    for (Backend backend : all_backends())
        for (const Case& one : {Case{"\"1:3\"", {0, 2, 2, 0, 0}},
                                {"[0, 3]", {2, 0, 0, 2, 0}},
                                {"i % 2 == 0", {2, 0, 2, 0, 2}}}) {
            CAPTURE(std::string(name_of(backend)));
            CAPTURE(one.subgroup);
            const Ran ran(format(R"(
groups:
  P: {{size: 5, equations: "x : 1", subgroups: {{part: {}}}}}
stimuli:
  noise: {{type: poisson_input, target: P.part, variable: x, n: 4, rate: 1 kHz, weight: 0.5}}
monitors:
  trace: {{type: state, of: P, variables: [x], record: all}}
run: {{dt: 1 ms, duration: 2 ms}}
)",
                                 one.subgroup),
                          backend);
            CHECK(ran.last("trace", "x") == one.x);
        }
}

TEST_CASE("Poisson input of a neuron does not depend on who else receives it") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const auto x = [&](const std::string& target) {
            return Ran(R"(
groups:
  P: {size: 5, equations: "x : 1", subgroups: {part: "2:4", odd: [1, 3]}}
stimuli:
  noise: {type: poisson_input, target: )"
                           + target + R"(, variable: x, n: 100, rate: 20 Hz, weight: 1}
monitors:
  trace: {type: state, of: P, variables: [x], record: all}
run: {dt: 1 ms, duration: 50 ms}
)",
                       backend)
                .last("trace", "x");
        };
        const Values all = x("P"), part = x("P.part"), odd = x("P.odd");
        CHECK(part == Values{0, 0, all[2], all[3], 0});
        CHECK(odd == Values{0, all[1], 0, all[3], 0});
        CHECK(all[0] != all[1]);
    }
}

TEST_CASE("a timed array holds each value for its dt, the first before and the last for ever") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(R"(
groups:
  P:
    size: 2
    equations: |
      now = steps(t) : volt
      before = steps(t - 2*ms) : volt
stimuli:
  steps: {type: timed_array, values: [1 mV, 2 mV, 3 mV], dt: 2 ms}
monitors:
  trace: {type: state, of: P, variables: [now, before], record: [1]}
run: {dt: 1 ms, duration: 8 ms}
)",
                      backend);
        const double mV = 1e-3;
        const Values now{1 * mV, 1 * mV, 2 * mV, 2 * mV, 3 * mV, 3 * mV, 3 * mV, 3 * mV};
        CHECK(ran.trace("trace", "now") == now);
        const Values before{1 * mV, 1 * mV, 1 * mV, 1 * mV, 2 * mV, 2 * mV, 3 * mV, 3 * mV};
        CHECK(ran.trace("trace", "before") == before);
    }
}

TEST_CASE("steps of a timed array come in the right step though t/dt is not exact in binary") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(R"(
groups:
  P: {size: 1, equations: "now = steps(t) : 1"}
stimuli:
  steps: {type: timed_array, values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], dt: 0.3 ms}
monitors:
  trace: {type: state, of: P, variables: [now], record: all}
run: {dt: 0.1 ms, duration: 3 ms}
)",
                      backend);
        const Values now = ran.trace("trace", "now");
        for (std::size_t k = 0; k < now.size(); ++k) CHECK(now[k] == static_cast<double>(k / 3));
    }
}

TEST_CASE("a table of values has one column for each neuron, also in synaptic code") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(R"(
groups:
  P:
    size: 3
    equations: |
      now = table(t, i) : 1
      other = table(t, 2 - i) : 1
      x : 1
stimuli:
  table: {type: timed_array, values: [[1, 2, 3], [4, 5, 6]], dt: 2 ms}
  input: {type: spike_list, size: 2, indices: [1], times: [2 ms]}
connections:
  C: {source: input, target: P, connect: all, on_pre: 'x += table(t, j) + 10*table(t, i)'}
monitors:
  trace: {type: state, of: P, variables: [now, other, x], record: all}
run: {dt: 1 ms, duration: 4 ms}
)",
                      backend);
        CHECK(ran.frame("trace", "now", 1) == Values{1, 2, 3});
        CHECK(ran.frame("trace", "now", 2) == Values{4, 5, 6});
        CHECK(ran.frame("trace", "other", 2) == Values{6, 5, 4});
        CHECK(ran.last("trace", "x") == Values{54, 55, 56});
    }
}

TEST_CASE("a Poisson group takes one rate for all, one a neuron, or a rate that varies") {
    // Rates of 0 never fire and those of 1/dt always do.
    for (Backend backend : all_backends())
        for (const char* rate : {"[0 Hz, 1 kHz, 0 Hz]", "1 kHz * int(i == 1)", "rates"}) {
            CAPTURE(std::string(name_of(backend)));
            CAPTURE(rate);
            const Ran ran(format(R"(
parameters: {{rates: [0 Hz, 1 kHz, 0 Hz]}}
stimuli:
  input: {{type: poisson, size: 3, rate: {}}}
monitors:
  spikes: {{type: spikes, of: input}}
run: {{dt: 1 ms, duration: 4 ms}}
)",
                                 rate),
                          backend);
            CHECK(ran.recording().of("spikes").ids == std::vector<std::uint64_t>{1, 1, 1, 1});
        }
}

TEST_CASE("images and matrices are parameters, initial values, rates and rows of timed arrays") {
    const Folder folder;
    folder.write("image.pgm", "P2\n4 2\n10\n0 1 2 3\n10 9 8 7\n");
    folder.write("matrix.csv", "0,1,2,3\n10,9,8,7\n");
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(R"(
parameters: {image: {file: image.pgm}}
stimuli:
  film: {type: timed_array, values: {file: image.pgm}, dt: 0.2 ms}
  table: {type: timed_array, values: {file: matrix.csv}, dt: 0.2 ms}
  eye: {type: poisson, size: 8, rate: {file: matrix.csv}}
groups:
  P: {size: 8, equations: "x : 1\ny : 1", initial: {x: 10*image, y: {file: matrix.csv}}}
  Q: {size: 4, equations: "f = film(t, i) : 1\ng = table(t, i) : 1"}
monitors:
  p: {type: state, of: P, variables: [x, y], record: all}
  q: {type: state, of: Q, variables: [f, g], record: all}
run: {dt: 0.1 ms, duration: 0.4 ms}
)",
                      backend, folder);
        // A row of the image after the other: one neuron a pixel, or one row for each 0.2 ms.
        CHECK(ran.last("p", "x") == Values{0, 1, 2, 3, 10, 9, 8, 7});
        CHECK(ran.last("p", "y") == Values{0, 1, 2, 3, 10, 9, 8, 7});
        CHECK(ran.frame("q", "f", 1) == Values{0.0, 0.1, 0.2, 0.3});
        CHECK(ran.frame("q", "f", 2) == Values{1.0, 0.9, 0.8, 0.7});
        CHECK(ran.frame("q", "g", 1) == Values{0, 1, 2, 3});
        CHECK(ran.frame("q", "g", 2) == Values{10, 9, 8, 7});
    }
}

}  // namespace brian::test
