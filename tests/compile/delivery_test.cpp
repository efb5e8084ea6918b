#include <cmath>

#include <doctest/doctest.h>

#include "base/format.h"
#include "compile/ran.h"

namespace brian::test {

namespace {

/// One spike in step 10 (1 ms) into one neuron that only counts, after `delay`. dt = 0.1 ms.
std::string delayed(const std::string& delay) {
    return format(R"(
groups:
  P: {{size: 1, equations: "x : 1"}}
stimuli:
  input: {{type: spike_list, size: 1, indices: [0], times: [1 ms]}}
connections:
  C: {{source: input, target: P, connect: all, on_pre: x += 1, delay: {}}}
monitors:
  trace: {{type: state, of: P, variables: [x], record: all}}
run: {{dt: 0.1 ms, duration: 4 ms}}
)",
                  delay);
}

/// The first frame in which x is no longer 0: an effect in step k shows at the start of step k+1.
std::size_t first_seen(const std::vector<double>& x) {
    std::size_t k = 0;
    while (k < x.size() && x[k] == 0.0) ++k;
    return k;
}

}  // namespace

TEST_CASE("a delay becomes floor(delay/dt + 0.5) steps") {
    struct Delay {
        const char* text;
        std::size_t steps;
    };
    // 0.3 ms / 0.1 ms is 2.9999999999999996 in binary: cutting off would lose a step.
    for (const Delay& delay : {Delay{"0 ms", 0},
                               {"0.04 ms", 0},
                               {"0.06 ms", 1},
                               {"0.1 ms", 1},
                               {"0.24 ms", 2},
                               {"0.26 ms", 3},
                               {"0.3 ms", 3},
                               {"0.7 ms", 7},
                               {"2 ms", 20}})
        for (Backend backend : all_backends())
            // The same for all synapses, and as an expression of its own for each.
            for (const std::string& text :
                 {std::string(delay.text), format("{} + 0*ms*j", delay.text)}) {
                CAPTURE(std::string(name_of(backend)));
                CAPTURE(text);
                const Ran ran(delayed(text), backend);
                CHECK(first_seen(ran.trace("trace", "x")) == 11 + delay.steps);
            }
}

TEST_CASE("a delay that is no multiple of dt is warned of, once") {
    CHECK(Ran(delayed("0.3 ms"), Backend::Vector).warnings().empty());
    CHECK(Ran(delayed("0.26 ms"), Backend::Vector).warnings().size() == 1);
}

TEST_CASE("a negative delay is a mistake") {
    CHECK(mistakes_in(delayed("-1 ms")).find("delay") != std::string::npos);
    CHECK(mistakes_in(delayed("3 mV")).find("second") != std::string::npos);
}

TEST_CASE("a spike without delay arrives in its own step, before the reset wipes it out") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(R"(
groups:
  P:
    size: 2
    equations: |
      v : 1
      x : 1
    threshold: v > 0.5
    reset: v = 0; x += 100*v
    initial: {v: 1 - i}
connections:
  # Neuron 0 fires in step 0 and reaches both.
  C: {source: P, target: P, connect: all, on_pre: v_post += 0.25; x_post += v_post}
monitors:
  trace: {type: state, of: P, variables: [v, x], record: all}
  spikes: {type: spikes, of: P}
run: {dt: 0.1 ms, duration: 0.3 ms}
)",
                      backend);
        CHECK(ran.spike_steps("spikes", 0) == std::vector<std::int64_t>{0});
        CHECK(ran.frame("trace", "v", 1) == std::vector<double>{0.0, 0.25});
        CHECK(ran.frame("trace", "x", 1) == std::vector<double>{1.25, 0.25});
    }
}

TEST_CASE("effects come in the order emission step, source, creation, with any delays") {
    // Each delivery turns x into 10 x + (i + 1): the digits of x tell the order.
    const std::string model = R"(
groups:
  P: {size: 1, equations: "x : 1"}
stimuli:
  input: {type: spike_list, size: 3, indices: [2, 0, 1, 0], times: [0 ms, 0 ms, 0 ms, 0.1 ms]}
connections:
  C: {source: input, target: P, connect: {pairs: [[2, 0], [0, 0], [1, 0]]}, on_pre: x = 10*x + i + 1, delay: DELAY}
monitors:
  trace: {type: state, of: P, variables: [x], record: all}
run: {dt: 0.1 ms, duration: 1 ms}
)";
    struct Case {
        const char* delay;
        double digits;
    };
    for (Backend backend : all_backends())
        for (const Case& one : {Case{"0.2 ms", 1231},
                                {"0.2*ms + 0*ms*i", 1231},
                                {"0.2*ms - 0.1*ms*i", 3211},
                                {"0.1*ms + 0.1*ms*i", 1213}}) {
            CAPTURE(std::string(name_of(backend)));
            CAPTURE(one.delay);
            std::string text = model;
            text.replace(text.find("DELAY"), 5, one.delay);
            CHECK(Ran(text, backend).last("trace", "x").front() == one.digits);
        }
}

TEST_CASE("connections deliver in the order of the file, or of the key order") {
    const std::string model = R"(
groups:
  P: {size: 1, equations: "x : 1"}
stimuli:
  input: {type: spike_list, size: 1, indices: [0], times: [0 ms]}
connections:
  first: {source: input, target: P, connect: all, on_pre: x = 10*x + 1ORDER}
  second: {source: input, target: P, connect: all, on_pre: x = 10*x + 2}
monitors:
  trace: {type: state, of: P, variables: [x], record: all}
run: {dt: 0.1 ms, duration: 0.2 ms}
)";
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const auto with = [&](const std::string& order) {
            std::string text = model;
            text.replace(text.find("ORDER"), 5, order);
            return Ran(text, backend).last("trace", "x").front();
        };
        CHECK(with("") == 12.0);
        CHECK(with(", order: 1") == 21.0);
    }
}

TEST_CASE("several synapses of one pair add up") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(R"(
groups:
  P: {size: 2, equations: "x : 1"}
stimuli:
  input: {type: spike_list, size: 2, indices: [0, 1], times: [0 ms, 0 ms]}
connections:
  C: {source: input, target: P, connect: all, multiplicity: 3, on_pre: x += 1 + i}
monitors:
  trace: {type: state, of: P, variables: [x], record: all}
run: {dt: 0.1 ms, duration: 0.2 ms}
)",
                      backend);
        CHECK(ran.last("trace", "x") == std::vector<double>{9.0, 9.0});
    }
}

TEST_CASE("of several synapses that set one variable the last writes it, by source, not by list") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(R"(
groups:
  P: {size: 2, equations: "x : 1"}
stimuli:
  input: {type: spike_list, size: 3, indices: [2, 0, 1], times: [0 ms, 0 ms, 0 ms]}
connections:
  C: {source: input, target: P, connect: all, on_pre: x_post = 1 + i}
monitors:
  trace: {type: state, of: P, variables: [x], record: all}
run: {dt: 0.1 ms, duration: 0.2 ms}
)",
                      backend);
        CHECK(ran.last("trace", "x") == std::vector<double>{3.0, 3.0});
    }
}

}  // namespace brian::test
