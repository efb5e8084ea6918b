#include <cmath>

#include <doctest/doctest.h>

#include "base/format.h"
#include "compile/ran.h"

namespace brian::test {

namespace {

using doctest::Approx;

/// Six spikes of one source into `code` of synapses with `equations`; the target's x is recorded.
/// dt = 0.1 ms.
std::string one_source(const std::string& connection) {
    return format(R"yaml(
groups:
  P: {{size: 2, equations: "x : 1\ny : 1"}}
stimuli:
  input: {{type: spike_list, size: 1, indices: [0, 0, 0, 0], times: [1 ms, 3 ms, 4.5 ms, 20 ms]}}
  probe: {{type: spike_list, size: 1, indices: [0, 0], times: [10 ms, 25 ms]}}
connections:
{}
monitors:
  trace: {{type: state, of: P, variables: [x, y], record: all, precision: float64}}
run: {{dt: 0.1 ms, duration: 30 ms}}
)yaml",
                  connection);
}

}  // namespace

TEST_CASE("an event-driven alpha function is exact between events") {
    // b jumps by 1 at each spike and drives a; both decay with 5 ms:
    // a(t) = sum over spikes of (t - t_k)/tau exp(-(t - t_k)/tau).
    const std::string model = one_source(R"yaml(
  S:
    source: input
    target: P
    connect: all
    equations: |
      db/dt = -b/(5*ms) : 1 (event-driven)
      da/dt = (b - a)/(5*ms) : 1 (event-driven)
    on_pre: b += 1; x_post = a; y_post = b)yaml");
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(model, backend);
        const double tau = 5e-3;
        double a = 0.0;
        double b = 1.0;
        for (const double sent : {1e-3, 3e-3, 4.5e-3}) {
            const double age = 20e-3 - sent;
            a += age / tau * std::exp(-age / tau);
            b += std::exp(-age / tau);
        }
        CHECK(ran.trace("trace", "x")[201] == Approx(a).epsilon(1e-12));
        CHECK(ran.trace("trace", "y")[201] == Approx(b).epsilon(1e-12));
    }
}

TEST_CASE("an event-driven variable of other rate than its drive is exact, too") {
    const std::string model = one_source(R"yaml(
  S:
    source: input
    target: P
    connect: all
    equations: |
      db/dt = -b/(2*ms) : 1 (event-driven)
      da/dt = b/ms - a/(8*ms) : 1 (event-driven)
    on_pre: |
      x_post = a
      b += 1
      a += 0.5)yaml");
    const Ran ran(model, Backend::Vector);
    // A jump of b at time 0 makes a(t) = (exp(-t/8) - exp(-t/2))/(1/2 - 1/8) with times in ms.
    double a = 0.0;
    for (const double sent : {1.0, 3.0, 4.5}) {
        const double age = 20.0 - sent;
        a += (std::exp(-age / 8) - std::exp(-age / 2)) / (0.5 - 0.125) + 0.5 * std::exp(-age / 8);
    }
    CHECK(ran.trace("trace", "x")[201] == Approx(a).epsilon(1e-12));
}

TEST_CASE("an operation brings event-driven variables up to date") {
    const std::string model = one_source(R"yaml(
  S:
    source: input
    target: P
    connect: all
    equations: "db/dt = -b/(5*ms) : 1 (event-driven)"
    on_pre: b += 1
operations:
  look: {of: S, code: x_post = b; b *= 0.5; y_post = b, at: 10 ms})yaml");
    for (Backend backend : all_backends()) {
        const Ran ran(model, backend);
        const double b = std::exp(-9.0 / 5) + std::exp(-7.0 / 5) + std::exp(-5.5 / 5);
        // State monitors come after operations of the same slot.
        CHECK(ran.trace("trace", "x")[100] == Approx(b).epsilon(1e-12));
        CHECK(ran.trace("trace", "y")[100] == Approx(b / 2).epsilon(1e-12));
    }
}

TEST_CASE("lastupdate is the time of the pathways' last event") {
    const std::string model = one_source(R"yaml(
  S:
    source: input
    target: P
    connect: all
    on_pre: x_post = (t - lastupdate)/ms)yaml");
    const Ran ran(model, Backend::Vector);
    CHECK(ran.trace("trace", "x")[11] == Approx(1.0));  // from t = 0
    CHECK(ran.trace("trace", "x")[31] == Approx(2.0));
    CHECK(ran.trace("trace", "x")[46] == Approx(1.5));
}

TEST_CASE("the numbers of synapses of either end are known") {
    const std::string model = R"yaml(
groups:
  P: {size: 3, equations: "into : 1\nout : 1"}
stimuli:
  input: {type: spike_list, size: 2, indices: [0, 1], times: [1 ms, 1 ms]}
connections:
  S:
    source: input
    target: P
    connect: {pairs: [[0, 0], [0, 1], [1, 1], [0, 1]]}
    on_pre: into_post = N_incoming; out_post = max(out_post, N_outgoing)
monitors:
  trace: {type: state, of: P, variables: [into, out], record: all}
run: {duration: 2 ms}
)yaml";
    for (Backend backend : all_backends()) {
        const Ran ran(model, backend);
        CHECK(ran.last("trace", "into") == std::vector<double>{1, 3, 0});
        CHECK(ran.last("trace", "out") == std::vector<double>{3, 3, 0});
    }
}

TEST_CASE("several connections sum into one variable, in the order of the file") {
    const std::string model = R"yaml(
groups:
  P: {size: 2, equations: "s : 1\nw : 1", initial: {w: 1 + i}}
connections:
  A: {source: P, target: P, connect: all, equations: "s_post = w_pre : 1 (summed)"}
  B: {source: P, target: P, connect: one_to_one, equations: "s_post = 10*w_pre : 1 (summed)"}
  C: {source: P, target: P, connect: {condition: i < j}, equations: "s_pre = 100.0 : 1 (summed)"}
monitors:
  trace: {type: state, of: P, variables: [s], record: all}
run: {duration: 1 ms}
)yaml";
    for (Backend backend : all_backends())
        CHECK(Ran(model, backend).last("trace", "s") == std::vector<double>{113, 23});
}

TEST_CASE("synapses share a variable that is flagged so") {
    const std::string model = one_source(R"yaml(
  S:
    source: input
    target: P
    connect: all
    equations: "n : 1 (shared)"
    initial: {n: 5}
    on_pre: n += 1; x_post = n)yaml");
    for (Backend backend : all_backends())
        // Two synapses, four spikes each, one after the other.
        CHECK(Ran(model, backend).last("trace", "x") == std::vector<double>{12, 13});
}

TEST_CASE("rows of several delays in one step may come from sources in any order") {
    // Synapses 10, 3 and 12 are due together: three in number, and 12 - 10 + 1 = 3 as well.
    const std::string model = R"yaml(
groups:
  P: {size: 13, equations: "x : 1"}
stimuli:
  input: {type: spike_list, size: 13, indices: [10, 3, 12], times: [1 ms, 1.3 ms, 1.5 ms]}
connections:
  S:
    source: input
    target: P
    connect: one_to_one
    equations: "w : 1"
    initial: {w: 100*i}
    on_pre: w += 1; x_post = w
    delay: where(i == 10, 0.5*ms, where(i == 3, 0.2*ms, 0*ms))
monitors:
  trace: {type: state, of: P, variables: [x], record: all}
run: {dt: 0.1 ms, duration: 2 ms}
)yaml";
    for (Backend backend : all_backends()) {
        const std::vector<double> x = Ran(model, backend).last("trace", "x");
        CHECK(x[10] == 1001.0);
        CHECK(x[3] == 301.0);
        CHECK(x[12] == 1201.0);
        CHECK(x[11] == 0.0);
    }
}

TEST_CASE("a phase sets variables of synapses, event-driven ones from its moment on") {
    const std::string model = R"yaml(
groups:
  P: {size: 2, equations: "x : 1\ny : 1"}
stimuli:
  input: {type: spike_list, size: 1, indices: [0, 0], times: [1 ms, 8 ms]}
connections:
  S:
    source: input
    target: P
    connect: all
    equations: |
      w : 1
      g : 1 (shared)
      db/dt = -b/(5*ms) : 1 (event-driven)
    initial: {w: 1}
    on_pre: x_post += w + g; y_post = b
monitors:
  trace: {type: state, of: P, variables: [x, y], record: all, precision: float64}
run:
  dt: 0.1 ms
  protocol:
    - {duration: 5 ms}
    - {set: {S.w: 10*(j + 1), S.g: 100, S.b: 2}, duration: 5 ms}
)yaml";
    for (Backend backend : all_backends()) {
        const Ran ran(model, backend);
        CHECK(ran.last("trace", "x") == std::vector<double>{111, 121});
        CHECK(ran.last("trace", "y")[0] == Approx(2 * std::exp(-3.0 / 5)).epsilon(1e-12));
    }
}

}  // namespace brian::test
