#include <doctest/doctest.h>

#include "base/format.h"
#include "compile/ran.h"

namespace brian::test {

namespace {

using Values = std::vector<double>;

/// x of two neurons after two steps of 1 ms.
Values x_of(Backend backend, const std::string& equations, const std::string& further) {
    const std::string text = format(R"(
groups:
  P:
    size: 2
    equations: {}
    method: euler
monitors:
  trace: {{type: state, of: P, variables: [x], record: all}}
run: {{dt: 1 ms, duration: 3 ms}}
{})",
                                    equations, further);
    return Ran(text, backend).last("trace", "x");
}

const std::string growth = R"(
templates:
  growth:
    parameters: {rate: , offset: 0}
    equations: |
      dg/dt = (rate + offset)*gain : 1
      gain : Hz
)";

}  // namespace

TEST_CASE("a template takes the values of its parameters and new names for its variables") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const std::string text = R"(
groups:
  P:
    size: 2
    equations:
      - {use: growth, with: {rate: "2 + i"}, rename: {g: x, gain: pace}}
      - "double = 2*pace : Hz"
    method: euler
    initial: {pace: 1 kHz}
monitors:
  trace: {type: state, of: P, variables: [x, double], record: all}
run: {dt: 1 ms, duration: 3 ms}
)" + growth;
        const Ran ran(text, backend);
        CHECK(ran.last("trace", "x") == Values{4.0, 6.0});
        CHECK(ran.last("trace", "double") == Values{2000.0, 2000.0});
    }
}

TEST_CASE("two uses of a template stand side by side under different names") {
    const std::string further = R"(
templates:
  decay:
    parameters: {step: }
    equations: "dg/dt = step/ms : 1"
)";
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const std::string both = R"(
      - "x = 10*a + b : 1"
      - {use: decay, with: {step: 1}, rename: {g: a}}
      - {use: decay, with: {step: 2}, rename: {g: b}})";
        CHECK(x_of(backend, both, further) == Values{24.0, 24.0});
    }
    const std::string twice = R"(
groups:
  P:
    size: 2
    equations: [{use: decay, with: {step: 1}}, {use: decay, with: {step: 2}}]
run: {dt: 1 ms, duration: 3 ms}
)" + further;
    CHECK(mistakes_in(twice).find("defined twice") != std::string::npos);
}

TEST_CASE("a value given to a template keeps its meaning when variables are renamed") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        // The g in `with` is the group's own, not the template's that becomes x.
        CHECK(x_of(backend, R"(
      - {use: follow, with: {input: g}, rename: {g: x}}
      - "g = 3 + i : 1")",
                   R"(
templates:
  follow:
    parameters: {input: }
    equations: "dg/dt = input/ms : 1"
)") == Values{6.0, 8.0});
    }
}

TEST_CASE("a template brings threshold, reset and refractoriness; the group's own keys win") {
    const std::string further = R"(
templates:
  clock:
    parameters: {period: }
    equations: "dv/dt = 1/ms : 1"
    threshold: v >= period
    reset: v = 0
    method: euler
)";
    const auto steps = [&](Backend backend, const std::string& keys) {
        const Ran ran(format(R"(
groups:
  P:
    size: 1
    equations: [{{use: clock, with: {{period: 3}}, rename: {{v: u}}}}]
{}monitors:
  spikes: {{type: spikes, of: P}}
run: {{dt: 1 ms, duration: 12 ms}}
{})",
                             keys, further),
                      backend);
        return ran.spike_steps("spikes");
    };
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        CHECK(steps(backend, "") == std::vector<std::int64_t>{2, 5, 8, 11});
        CHECK(steps(backend, "    threshold: u >= 5\n") == std::vector<std::int64_t>{4, 9});
        CHECK(steps(backend, "    reset: u = -3\n") == std::vector<std::int64_t>{2, 8});
        CHECK(steps(backend, "    refractory: 5 ms\n") == std::vector<std::int64_t>{2, 7});
    }
}

TEST_CASE("a missing value, an unknown parameter and an unknown template are mistakes") {
    const auto mistakes = [](const std::string& piece) {
        return mistakes_in("groups:\n  P: {size: 2, equations: [" + piece
                           + "]}\nrun: {dt: 1 ms, duration: 3 ms}" + growth);
    };
    CHECK(mistakes("{use: growth}").find("needs a value for 'rate'") != std::string::npos);
    CHECK(mistakes("{use: growth, with: {rates: 1}}").find("rate") != std::string::npos);
    CHECK(mistakes("{use: grwth}").find("growth") != std::string::npos);
}

TEST_CASE("user functions are called in equations, code and each other") {
    const std::string further = R"(
parameters: {scale: 10}
functions:
  twice: {arguments: {a: 1}, returns: 1, expression: 2*a}
  scaled: {arguments: {a: 1, b: 1}, returns: 1, expression: scale*a - twice(b)}
)";
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        CHECK(x_of(backend, R"("dx/dt = scaled(i + 1, 2)/ms : 1")", further) == Values{12.0, 32.0});
        CHECK(x_of(backend, R"("dx/dt = scaled(twice(1), twice(i))/ms : 1")", further)
              == Values{40.0, 32.0});
    }
}

TEST_CASE(
    "a user function means the model's parameters, whatever the group's variables are called") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        CHECK(x_of(backend, R"("dx/dt = scaled(2)/ms + 0*scale/ms : 1\n\nscale : 1")", R"(
parameters: {scale: 10}
functions:
  scaled: {arguments: {a: 1}, returns: 1, expression: scale*a}
)") == Values{40.0, 40.0});
    }
}

TEST_CASE("an argument that draws random numbers is refused where it would be drawn twice") {
    const auto mistakes = [](const std::string& function) {
        return mistakes_in(format(R"(
functions:
  nothing: {{arguments: {{a: 1}}, returns: 1, expression: a - a}}
  same: {{arguments: {{a: 1}}, returns: 1, expression: 1*a}}
groups:
  P: {{size: 2, equations: "x : 1", initial: {{x: {}(rand())}}}}
run: {{dt: 1 ms, duration: 3 ms}}
)",
                                  function));
    };
    CHECK(mistakes("nothing").find("several times") != std::string::npos);
    CHECK(mistakes("same") == "");
}

}  // namespace brian::test
