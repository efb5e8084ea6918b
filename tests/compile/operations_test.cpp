#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "base/format.h"
#include "compile/each_engine.h"
#include "compile/ran.h"

namespace brian::test {

namespace {

/// Two groups without dynamics, dt = 1 ms, ten steps; the state at the end of each step.
std::string idle(const std::string& operations) {
    return format(R"(
groups:
  P:
    size: 4
    equations: |
      x : 1
      y : 1
      total : 1 (shared)
    subgroups: {{tail: "2:4", ends: [0, 3]}}
  Q:
    size: 3
    equations: |
      gain : 1 (shared)
      double = 2*gain : 1 (shared)
      z : 1
  R:
    size: 1
    equations: "s : 1"
    initial: {{s: 7}}
  F:
    size: 4
    equations: "u : 1"
    threshold: u >= 2
    reset: u -= 10
    initial: {{u: i - 1}}
operations:
{}
monitors:
  P: {{type: state, of: P, variables: [x, y, total], record: all, when: end}}
  Q: {{type: state, of: Q, variables: [gain, z], record: all, when: end}}
  R: {{type: state, of: R, variables: [s], record: all, when: end}}
  F: {{type: state, of: F, variables: [u], record: all, when: end}}
run: {{dt: 1 ms, duration: 10 ms}}
)",
                  operations);
}

using Values = std::vector<double>;

}  // namespace

TEST_CASE("an operation runs at t = 0 and whenever its period has passed") {
    for_each_engine([](Backend backend) {
        const Ran ran(idle("  a: {of: P, every: 3 ms, code: x += 1}"), backend);
        CHECK(ran.trace("P", "x") == Values{1, 1, 1, 2, 2, 2, 3, 3, 3, 4});
    });
}

TEST_CASE("a time between two steps means the later one") {
    for_each_engine([](Backend backend) {
        const Ran ran(idle("  a: {of: P, at: [4 ms, 0 ms, 6.2 ms], code: x = t/ms + 1}\n"
                           "  b: {of: P, at: 2 ms, code: y = 5}"),
                      backend);
        CHECK(ran.trace("P", "x") == Values{1, 1, 1, 1, 5, 5, 5, 8, 8, 8});
        CHECK(ran.trace("P", "y") == Values{0, 0, 5, 5, 5, 5, 5, 5, 5, 5});
    });
}

TEST_CASE("members of a subgroup count i and N of their own") {
    for_each_engine([](Backend backend) {
        const Ran ran(idle("  a: {of: P.tail, every: 20 ms, code: x = 10*N + i}\n"
                           "  b: {of: P.ends, every: 20 ms, code: y = 10*N + i}"),
                      backend);
        CHECK(ran.last("P", "x") == Values{0, 0, 20, 21});
        CHECK(ran.last("P", "y") == Values{20, 0, 0, 21});
    });
}

TEST_CASE("what acts on shared variables alone runs once, however many neurons there are") {
    for_each_engine([](Backend backend) {
        const Ran ran(idle("  a: {of: P, every: 1 ms, code: total += 1; x += 1}"), backend);
        CHECK(ran.last("P", "total") == Values{10});
        CHECK(ran.last("P", "x") == Values{10, 10, 10, 10});
    });
}

TEST_CASE("a shared variable gets one random number, a neuron's variable one for each") {
    for_each_engine([](Backend backend) {
        const Ran ran(
            idle("  a: {of: P, every: 1 ms, code: total = rand(); x = rand(); y = total}"),
            backend);
        const Values x = ran.last("P", "x");
        CHECK(std::set<double>(x.begin(), x.end()).size() == 4);
        CHECK(ran.last("P", "y") == Values(4, ran.last("P", "total").front()));
        const Values total = ran.trace("P", "total");
        CHECK(std::set<double>(total.begin(), total.end()).size() == 10);
    });
}

TEST_CASE("statements run in their order, whether they act on neurons or on what they share") {
    for_each_engine([](Backend backend) {
        const Ran ran(idle("  a: {of: P, at: 0 ms, code: 'total = 3; x = total + i; total = 5; "
                           "mine = total + i; total = 6; y = mine'}"),
                      backend);
        CHECK(ran.last("P", "x") == Values{3, 4, 5, 6});
        CHECK(ran.last("P", "y") == Values{5, 6, 7, 8});
        CHECK(ran.last("P", "total") == Values{6});
    });
}

TEST_CASE("shared locals carry a number from one part of the code to the next") {
    for_each_engine([](Backend backend) {
        const Ran ran(
            idle("  a: {of: P, at: 0 ms, code: half = t/ms + 8; half = half/2; total = half; "
                 "x = half*i}"),
            backend);
        CHECK(ran.last("P", "total") == Values{4});
        CHECK(ran.last("P", "x") == Values{0, 4, 8, 12});
    });
}

TEST_CASE("an operation reads and writes what the neurons of other groups share") {
    for_each_engine([](Backend backend) {
        const Ran ran(idle("  a: {of: P, every: 1 ms, code: Q.gain += 2; R.s = Q.double; "
                           "x = Q.gain*i + R.s}"),
                      backend);
        CHECK(ran.trace("Q", "gain") == Values{2, 4, 6, 8, 10, 12, 14, 16, 18, 20});
        CHECK(ran.last("R", "s") == Values{40});
        CHECK(ran.last("P", "x") == Values{40, 60, 80, 100});
    });
}

TEST_CASE("an operation on spikes runs after the reset, for the neurons that spike") {
    for_each_engine([](Backend backend) {
        const Ran ran(idle("  a: {of: F, event: F.spike, code: u = 1 + u*100}"), backend);
        // Neuron 3 begins at 2, is reset to -8, and then gets 1 - 800.
        CHECK(ran.last("F", "u") == Values{-1, 0, 1, -799});
    });
}

TEST_CASE("an operation on an event does nothing in steps without one, not even once") {
    for_each_engine([](Backend backend) {
        const Ran ran(idle("  a: {of: F, event: spike, code: Q.gain += 1; u += 0.5}"), backend);
        CHECK(ran.last("Q", "gain") == Values{1});
        CHECK(ran.last("F", "u") == Values{-1, 0, 1, -7.5});
    });
}

TEST_CASE("operations of one slot run by order, then as they stand in the file") {
    for_each_engine([](Backend backend) {
        const Ran ran(idle("  a: {of: P, at: 0 ms, order: 1, code: x = 10*x + 1}\n"
                           "  b: {of: P, at: 0 ms, code: x = 10*x + 2}\n"
                           "  c: {of: P, at: 0 ms, code: x = 10*x + 3}\n"
                           "  d: {of: P, at: 0 ms, when: before_start, code: x = 10*x + 4}\n"
                           "  e: {of: P, at: 0 ms, when: before_groups, code: x = 10*x + 5}"),
                      backend);
        CHECK(ran.last("P", "x").front() == 42315);
    });
}

TEST_CASE("exact integration notices that an operation writes one of its parameters") {
    for_each_engine([](Backend backend) {
        const Ran ran(R"(
groups:
  P:
    size: 2
    equations: |
      dv/dt = -v*rate : 1
      rate : Hz (shared)
    method: exact
    initial: {v: 1, rate: 0 Hz}
operations:
  a: {of: P, at: 1 ms, code: rate = 1000*Hz}
monitors:
  P: {type: state, of: P, variables: [v], record: all, when: end}
run: {dt: 1 ms, duration: 2 ms}
)",
                      backend);
        // One step of exp(-1): a few operations on a number near 1.
        CHECK(ran.frame("P", "v", 0) == Values{1, 1});
        CHECK(ran.last("P", "v").front() == doctest::Approx(0.36787944117144233).epsilon(1e-14));
    });
}

}  // namespace brian::test
