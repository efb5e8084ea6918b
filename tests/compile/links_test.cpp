#include <doctest/doctest.h>

#include "base/format.h"
#include "compile/each_engine.h"
#include "compile/ran.h"

namespace brian::test {

namespace {

using Values = std::vector<double>;

/// A group P linked to R by way of Q, dt = 1 ms.
std::string chain(const std::string& of_q, const std::string& of_p) {
    return format(R"(
groups:
  P:
    size: 4
    equations: |
      x : 1 (linked)
      which : integer (constant)
      seen : 1
    links: {{x: {}}}
    initial: {{which: 3 - i}}
    update: seen = x
  Q:
    size: 3
    equations: 'y : 1 (linked)'
    links: {{y: {}}}
    subgroups: {{ends: [0, 2]}}
  R:
    size: 3
    equations: 'z : 1'
    initial: {{z: 10*i}}
operations:
  rise: {{of: R, every: 1 ms, when: end, code: z += 1}}
monitors:
  x: {{type: state, of: P, variables: [x, seen], record: all, when: end}}
run: {{dt: 1 ms, duration: 2 ms}}
)",
                  of_p, of_q);
}

}  // namespace

TEST_CASE("a linked variable is the other one, not a copy of it") {
    for_each_engine([](Backend backend) {
        const Ran ran(chain("R.z", "{variable: Q.y, index: '(i + 1) % 3'}"), backend);
        CHECK(ran.frame("x", "seen", 0) == Values{10, 20, 0, 10});
        CHECK(ran.frame("x", "x", 0) == Values{11, 21, 1, 11});
        CHECK(ran.last("x", "seen") == Values{11, 21, 1, 11});
    });
}

TEST_CASE("indices follow each other along a chain of links") {
    for_each_engine([](Backend backend) {
        const Ran ran(
            chain("{variable: R.z, index: [2, 1, 0]}", "{variable: Q.y, index: [0, 0, 1, 2]}"),
            backend);
        CHECK(ran.frame("x", "seen", 0) == Values{20, 20, 10, 0});
    });
}

TEST_CASE("an index may be a variable of the group, or look into a subgroup") {
    for_each_engine([](Backend backend) {
        const Ran ran(
            chain("{variable: R.z, index: 2 - i}", "{variable: Q.ends.y, index: which // 2}"),
            backend);
        CHECK(ran.frame("x", "seen", 0) == Values{0, 0, 20, 20});
    });
}

TEST_CASE("a group linked to itself sees the values at the start of the step") {
    for_each_engine([](Backend backend) {
        const Ran ran(R"(
groups:
  ring:
    size: 3
    equations: |
      dv/dt = (left - v)/ms : 1
      left : 1 (linked)
    links: {left: {variable: ring.v, index: (i - 1) % 3}}
    initial: {v: 2**i}
    method: euler
monitors:
  v: {type: state, of: ring, variables: [v], record: all, when: end}
run: {dt: 0.5 ms, duration: 1 ms}
)",
                      backend);
        // Each goes half the way to its left neighbour; dt/ms may be off by its rounding.
        const Values first{2.5, 1.5, 3};
        const Values second{2.75, 2, 2.25};
        for (std::size_t k = 0; k < 3; ++k) {
            CHECK(ran.frame("v", "v", 0)[k] == doctest::Approx(first[k]).epsilon(1e-14));
            CHECK(ran.last("v", "v")[k] == doctest::Approx(second[k]).epsilon(1e-14));
        }
    });
}

TEST_CASE("synaptic code reads linked variables of both ends, by index as well") {
    for_each_engine([](Backend backend) {
        const Ran ran(R"(
groups:
  P:
    size: 4
    equations: |
      v : 1
      x : 1 (linked)
      y : 1 (linked)
    links: {x: {variable: R.z, index: 3 - i}, y: R.z}
    threshold: i > 1 and t < 0.5*ms
    refractory: 1 second
    subgroups: {tail: "1:4"}
  R:
    size: 4
    equations: 'z : 1 (constant)'
    initial: {z: 10**i}
connections:
  S:
    source: P.tail
    target: P.tail
    connect: {condition: x_pre < 100 and i != j}
    on_pre: v += 2*x_pre + 3*x_post + 5*y_pre + 7*y_post
monitors:
  P: {type: state, of: P, variables: [v], record: all, when: end}
run: {dt: 1 ms, duration: 1 ms}
)",
                      backend);
        // x = 1000, 100, 10, 1; y = 1, 10, 100, 1000. Neurons 2 and 3 send, to 1, 2 and 3.
        const double from_2_to_1 = 2 * 10 + 3 * 100 + 5 * 100 + 7 * 10;
        const double from_2_to_3 = 2 * 10 + 3 * 1 + 5 * 100 + 7 * 1000;
        const double from_3_to_1 = 2 * 1 + 3 * 100 + 5 * 1000 + 7 * 10;
        const double from_3_to_2 = 2 * 1 + 3 * 10 + 5 * 1000 + 7 * 100;
        CHECK(ran.last("P", "v") == Values{0, from_2_to_1 + from_3_to_1, from_3_to_2, from_2_to_3});
    });
}

TEST_CASE("exact integration takes a linked constant for a coefficient") {
    for_each_engine([](Backend backend) {
        const Ran ran(R"(
groups:
  P:
    size: 2
    equations: |
      dv/dt = -v*rate : 1
      rate : Hz (linked)
    links: {rate: Q.rate}
    method: exact
    initial: {v: 1}
  Q:
    size: 2
    equations: 'rate : Hz (constant)'
    initial: {rate: i*1000*Hz}
monitors:
  P: {type: state, of: P, variables: [v], record: all, when: end}
run: {dt: 1 ms, duration: 1 ms}
)",
                      backend);
        // One step of exp(-1): a few operations on a number near 1.
        CHECK(ran.last("P", "v").front() == 1);
        CHECK(ran.last("P", "v").back() == doctest::Approx(0.36787944117144233).epsilon(1e-14));
    });
}

}  // namespace brian::test
