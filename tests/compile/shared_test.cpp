#include <set>

#include <doctest/doctest.h>

#include "base/format.h"
#include "compile/each_engine.h"
#include "compile/ran.h"

namespace brian::test {

namespace {

using Values = std::vector<double>;

/// A shared variable s that drives a variable v of three neurons, beside a group in which both are
/// of one neuron. dt = 1 ms, seen at the end of steps.
std::string driven(const std::string& method, const std::string& noise = "") {
    return format(R"(
groups:
  P:
    size: 3
    equations: |
      ds/dt = (2 - s)/(5*ms) {} : 1 (shared)
      dv/dt = (s - v*scale)/(3*ms) : 1
      scale : 1
    initial: {{s: 1, v: 0.5, scale: 1 + i}}
    method: {}
  one:
    size: 1
    equations: |
      ds/dt = (2 - s)/(5*ms) : 1
      dv/dt = (s - v)/(3*ms) : 1
    initial: {{s: 1, v: 0.5}}
    method: {}
monitors:
  P: {{type: state, of: P, variables: [s, v], record: all, when: end}}
  one: {{type: state, of: one, variables: [s, v], record: all, when: end}}
run: {{dt: 1 ms, duration: 5 ms}}
)",
                  noise, method, method);
}

}  // namespace

TEST_CASE("a shared differential equation moves once a step, together with what it drives") {
    for (const char* method : {"exact", "euler", "rk2", "rk4", "exponential_euler"})
        for_each_engine([&](Backend backend) {
            CAPTURE(method);
            const Ran ran(driven(method), backend);
            const Values s = ran.trace("one", "s");
            const Values v = ran.trace("one", "v");
            // Neuron 0 obeys the same equations; sums may be taken in another order.
            for (std::size_t step = 0; step < s.size(); ++step) {
                CHECK(ran.trace("P", "s")[step] == doctest::Approx(s[step]).epsilon(1e-14));
                CHECK(ran.trace("P", "v")[step] == doctest::Approx(v[step]).epsilon(1e-14));
            }
            CHECK(ran.last("P", "v")[1] < ran.last("P", "v")[0]);
        });
}

TEST_CASE("the noise of a shared equation is drawn once for all neurons") {
    for_each_engine([](Backend backend) {
        const Ran ran(driven("euler", "+ 0.5*xi_s*ms**-0.5"), backend);
        const Values s = ran.trace("P", "s");
        CHECK(s.size() == 5);
        CHECK(std::set<double>(s.begin(), s.end()).size() == 5);
        // v of the next step tells which s its neurons have seen.
        const Values v = ran.trace("P", "v");
        for (std::size_t step = 1; step < 5; ++step)
            CHECK(v[step]
                  == doctest::Approx(v[step - 1] + (s[step - 1] - v[step - 1]) / 3).epsilon(1e-13));
    });
}

TEST_CASE("what is shared and constant over dt is drawn once a step") {
    for_each_engine([](Backend backend) {
        const Ran ran(R"(
groups:
  P:
    size: 3
    equations: |
      dice = rand() : 1 (shared, constant over dt)
      own = dice + rand() : 1 (constant over dt)
      x : 1
      y : 1
    update: x = dice; y = own
monitors:
  P: {type: state, of: P, variables: [dice, x, y], record: all, when: end}
run: {dt: 1 ms, duration: 4 ms}
)",
                      backend);
        for (std::size_t step = 0; step < 4; ++step) {
            CHECK(ran.frame("P", "x", step) == Values(3, ran.trace("P", "dice")[step]));
            const Values y = ran.frame("P", "y", step);
            CHECK(std::set<double>(y.begin(), y.end()).size() == 3);
        }
    });
}

TEST_CASE("update code runs in every step after the equations, or without any") {
    for_each_engine([](Backend backend) {
        const Ran ran(R"(
groups:
  P:
    size: 2
    equations: |
      dv/dt = 1/ms : 1 (unless refractory)
      n : integer
      flag : boolean
      total : 1 (shared)
    method: euler
    update: 'total = total + 2; v += 10*i; n += 1; flag = n > 2'
    threshold: v > 25
    reset: v = 0
    refractory: 1 ms
monitors:
  P: {type: state, of: P, variables: [v, n, flag, total], record: all, when: end}
run: {dt: 1 ms, duration: 4 ms}
)",
                      backend);
        CHECK(ran.trace("P", "v", 0) == Values{1, 2, 3, 4});
        CHECK(ran.trace("P", "v", 1) == Values{11, 22, 0, 11});
        CHECK(ran.trace("P", "n") == Values{1, 2, 3, 4});
        CHECK(ran.trace("P", "flag") == Values{0, 0, 1, 1});
        CHECK(ran.trace("P", "total") == Values{2, 4, 6, 8});
    });
}

}  // namespace brian::test
