#include <cmath>
#include <set>

#include <doctest/doctest.h>

#include "base/format.h"
#include "compile/ran.h"

namespace brian::test {

namespace {

using Values = std::vector<double>;

/// Four neurons with the given lines of equations and initial values; `recorded` after two steps.
Values after_two_steps(Backend backend, const std::string& equations, const std::string& initial,
                       const std::string& recorded, const std::string& further = "") {
    const std::string text = format(R"(
groups:
  P:
    size: 4
    equations: |
      {}
    method: euler
    initial: {{{}}}
monitors:
  trace: {{type: state, of: P, variables: [{}], record: all}}
run: {{dt: 1 ms, duration: 3 ms}}
{})",
                                    equations, initial, recorded, further);
    return Ran(text, backend).last("trace", recorded);
}

}  // namespace

TEST_CASE("initial values are expressions of i, N and parameters, or lists") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const auto initial = [&](const std::string& value) {
            return after_two_steps(backend, "v : volt", "v: " + value, "v",
                                   "parameters: {v0: 2 mV, all: [1 mV, 2 mV, 3 mV, 4 mV]}");
        };
        CHECK(initial("v0*(N + i)") == Values{0.002 * 4, 0.002 * 5, 0.002 * 6, 0.002 * 7});
        CHECK(initial("[4 mV, v0, 0 mV, -1 mV]") == Values{0.004, 0.002, 0.0, -0.001});
        CHECK(initial("all") == Values{0.001, 0.002, 0.003, 0.004});
        CHECK(initial("2*all")[3] == 0.008);
        CHECK(initial("0") == Values(4, 0.0));
    }
}

TEST_CASE("random initial values depend on neither other objects nor the order of the file") {
    const std::string one = "  P: {size: 5, equations: 'x : 1', initial: {x: rand()}}\n";
    const std::string other =
        "  Q: {size: 9, equations: 'x : 1', initial: {x: rand() + randn()}}\n";
    const std::string rest = R"(monitors:
  trace: {type: state, of: P, variables: [x], record: all}
run: {dt: 1 ms, duration: 2 ms}
)";
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Values alone = Ran("groups:\n" + one + rest, backend).last("trace", "x");
        CHECK(alone == Ran("groups:\n" + one + other + rest, backend).last("trace", "x"));
        CHECK(alone == Ran("groups:\n" + other + one + rest, backend).last("trace", "x"));
        CHECK(std::set<double>(alone.begin(), alone.end()).size() == 5);
        CHECK(alone != Ran("groups:\n" + one + rest, backend, 2).last("trace", "x"));
    }
}

TEST_CASE("two draws of one expression, and two variables, are independent") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Values difference = after_two_steps(backend, "x : 1", "x: rand() - rand()", "x");
        for (const double value : difference) CHECK(value != 0.0);
        CHECK(after_two_steps(backend, "x : 1\n      y : 1", "x: rand(), y: rand()", "x")
              != after_two_steps(backend, "x : 1\n      y : 1", "x: rand(), y: rand()", "y"));
    }
}

TEST_CASE("parameters may stand in any order and be arrays of one value a neuron") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Values x = after_two_steps(backend, "dx/dt = rates*c : 1", "", "x",
                                         "parameters: {c: 2*b, b: a + 1, a: 2, "
                                         "rates: [1 kHz, 2 kHz, r, 0 Hz], r: 4 kHz}");
        CHECK(x == Values{12.0, 24.0, 48.0, 0.0});
    }
}

TEST_CASE("parameters that need each other, and arrays of another length, are mistakes") {
    const std::string rest = R"(
groups: {P: {size: 4, equations: "dx/dt = a*Hz : 1"}}
run: {dt: 1 ms, duration: 3 ms}
)";
    CHECK(mistakes_in("parameters: {a: b, b: a}" + rest).find("circle") != std::string::npos);
    CHECK(mistakes_in("parameters: {a: [1, 2]}" + rest).find("2 values") != std::string::npos);
}

TEST_CASE("an alias reads and writes the variable that it stands for") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const std::string equations = "dx/dt = z/ms : 1\n      z = y\n      y : 1";
        CHECK(after_two_steps(backend, equations, "y: 3", "x") == Values(4, 6.0));
        CHECK(after_two_steps(backend, equations, "z: i", "x") == Values{0.0, 2.0, 4.0, 6.0});
        CHECK(after_two_steps(backend, equations, "z: i", "z") == Values{0.0, 1.0, 2.0, 3.0});
    }
}

TEST_CASE("synaptic code writes through an alias, with and without its suffix") {
    for (Backend backend : all_backends())
        for (const char* code : {"z += 2", "z_post += 2", "z = z + 2", "z_post = y_post + 2"}) {
            CAPTURE(std::string(name_of(backend)));
            CAPTURE(code);
            const Ran ran(format(R"(
groups:
  P:
    size: 2
    equations: |
      y : 1
      z = y
stimuli:
  input: {{type: spike_list, size: 1, indices: [0], times: [0 ms]}}
connections:
  C: {{source: input, target: P, connect: all, on_pre: "{}"}}
monitors:
  trace: {{type: state, of: P, variables: [y], record: all}}
run: {{dt: 1 ms, duration: 2 ms}}
)",
                                 code),
                          backend);
            CHECK(ran.last("trace", "y") == Values{2.0, 2.0});
        }
}

TEST_CASE("a shared variable has one value for all neurons") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        CHECK(
            after_two_steps(backend, "dx/dt = s*(i + 1)/ms : 1\n      s : 1 (shared)", "s: 3", "x")
            == Values{6.0, 12.0, 18.0, 24.0});
        CHECK(after_two_steps(backend,
                              "dx/dt = s/ms : 1\n      s = 2*p : 1 (shared)\n"
                              "      p : 1 (shared)",
                              "p: 2", "x")
              == Values(4, 8.0));
    }
}

TEST_CASE("a shared subexpression may not read what differs from neuron to neuron") {
    const std::string mistakes = mistakes_in(R"(
groups:
  P:
    size: 4
    equations: |
      dx/dt = s/ms : 1
      s = 2*x : 1 (shared)
run: {dt: 1 ms, duration: 3 ms}
)");
    CHECK(mistakes.find("shared") != std::string::npos);
}

TEST_CASE("what is constant over dt is drawn once a step and read by all as that one value") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const std::string text = R"(
groups:
  P:
    size: 3
    equations: |
      dx/dt = u/ms : 1
      dy/dt = u/ms : 1
      u = rand() : 1 (constant over dt)
    method: rk4
monitors:
  trace: {type: state, of: P, variables: [x, y, u], record: all}
run: {dt: 1 ms, duration: 5 ms}
)";
        const Ran ran(text, backend);
        CHECK(ran.last("trace", "x") == ran.last("trace", "y"));
        std::set<double> seen;
        for (std::size_t k = 0; k < 4; ++k) {
            const Values before = ran.frame("trace", "x", k),
                         after = ran.frame("trace", "x", k + 1);
            const Values drawn = ran.frame("trace", "u", k);
            for (std::size_t i = 0; i < 3; ++i)
                CHECK(after[i] - before[i] == doctest::Approx(drawn[i]).epsilon(1e-12));
            seen.insert(drawn.begin(), drawn.end());
        }
        CHECK(seen.size() == 12);
    }
}

TEST_CASE("a subexpression that draws must be constant over dt") {
    const std::string mistakes = mistakes_in(R"(
groups:
  P:
    size: 4
    equations: |
      dx/dt = u/ms : 1
      u = rand() : 1
run: {dt: 1 ms, duration: 3 ms}
)");
    CHECK(mistakes.find("(constant over dt)") != std::string::npos);
}

TEST_CASE("subexpressions are recorded as they are at the time of recording") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        CHECK(after_two_steps(backend,
                              "dx/dt = 1/ms : 1\n      square = x*shift : 1\n"
                              "      shift = x + i : 1",
                              "x: 1", "square")
              == Values{9.0, 12.0, 15.0, 18.0});
    }
}

}  // namespace brian::test
