#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "base/format.h"
#include "compile/ran.h"

namespace brian::test {

namespace {

using Values = std::vector<double>;

std::string model(const std::string& equations, const std::string& further) {
    return format(R"(
groups:
  P:
    size: 1
    equations: {}
    initial: {{v: -70 mV}}
{}
monitors:
  trace: {{type: state, of: P, variables: [v], record: all}}
run: {{dt: 0.1 ms, duration: 20 ms}}
)",
                  equations, further);
}

double largest(const Values& values) {
    return *std::max_element(values.begin(), values.end());
}

}  // namespace

TEST_CASE("currents flagged (added) add up in the membrane") {
    // C dv/dt = I with constant I: v grows by I dt/C in every step.
    const std::string pieces = R"(
      - {use: membrane, with: {C: 100 pF}}
      - 'I = 1*nA : amp (added)'
      - |
        I = more : amp (added)
        more = 2*nA : amp)";
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Values v = Ran(model(pieces, ""), backend).trace("trace", "v");
        CHECK(v[10] - v[0] == doctest::Approx(3e-9 * 1e-3 / 100e-12).epsilon(1e-12));
    }
}

TEST_CASE("what is flagged (added) is a parameter as long as nothing is added") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const std::string text = R"(
groups:
  P: {size: 1, equations: [{use: membrane, with: {C: 100 pF}}], initial: {I: 1 nA}}
monitors:
  trace: {type: state, of: P, variables: [v], record: all}
run: {dt: 0.1 ms, duration: 2 ms}
)";
        CHECK(Ran(text, backend).trace("trace", "v")[10]
              == doctest::Approx(1e-9 * 1e-3 / 100e-12).epsilon(1e-12));
    }
}

TEST_CASE("a usual value follows the parameters that it depends on") {
    // Vr is El unless it is given.
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const std::string reset_at_once = "    threshold: v > -100*mV\n";
        const auto v = [&](const std::string& with) {
            return Ran(model("[{use: leaky_if, with: " + with + "}]", reset_at_once), backend)
                .trace("trace", "v")[1];
        };
        CHECK(v("{El: -65 mV}") == doctest::Approx(-65e-3));
        CHECK(v("{El: -65 mV, Vr: -61 mV}") == doctest::Approx(-61e-3));
    }
}

TEST_CASE("a template of the model takes the place of the built-in one, with a warning") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(model("[{use: leaky_if}]", R"(
templates:
  leaky_if: {equations: "dv/dt = 1*mV/ms : volt"}
)"),
                      backend);
        CHECK(ran.trace("trace", "v")[10] == doctest::Approx(-69e-3).epsilon(1e-12));
        REQUIRE(ran.warnings().size() == 1);
        CHECK(ran.warnings()[0] == "the template 'leaky_if' takes the place of the built-in one");
    }
}

TEST_CASE("a biexponential synapse rises to the weight of its spike, one of alpha form to w/e") {
    const std::string input = R"(
stimuli:
  one: {type: spike_list, size: 1, indices: [0], times: [1 ms]}
connections:
  to: {source: one, target: P, connect: all, on_pre: a_in += 2*nA; b_in += 2*nA}
)";
    const std::string pieces = R"(
      - {use: membrane}
      - {use: alpha_current, rename: {I_syn: a, I_in: a_in}}
      - {use: biexp_current, rename: {I_syn: b, I_in: b_in}})";
    std::string text = model(pieces, input);
    text.replace(text.find("variables: [v]"), 14, "variables: [a, b]");
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(text, backend);
        // Sampled every 0.1 ms, the top is missed by at most (0.05 ms/tau)^2/2 of itself.
        CHECK(largest(ran.trace("trace", "a")) == doctest::Approx(2e-9 / M_E).epsilon(1e-4));
        CHECK(largest(ran.trace("trace", "b")) == doctest::Approx(2e-9).epsilon(1e-3));
    }
}

TEST_CASE("the Hodgkin-Huxley neuron of the library is the sum of its parts") {
    const std::string parts = R"(
      - {use: membrane}
      - {use: leak_current, with: {gl: 60 nS, El: -54.387 mV}}
      - {use: hh_Na_current}
      - {use: hh_K_current})";
    const std::string keys = "    threshold: v > -20*mV\n    refractory: v > -20*mV\n";
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Values whole = Ran(model("[{use: hodgkin_huxley}]", ""), backend).trace("trace", "v");
        const Values sum = Ran(model(parts, keys + "    method: exponential_euler\n"), backend)
                               .trace("trace", "v");
        REQUIRE(whole.size() == sum.size());
        // The same equations, but 60 nS is another rounding of 0.3 mS/cm^2 * 20000 um^2.
        for (std::size_t k = 0; k < whole.size(); ++k)
            CHECK(whole[k] == doctest::Approx(sum[k]).epsilon(1e-10));
        CHECK(largest(whole) > 0.0);  // all channels closed, it fires at once
    }
}

TEST_CASE("two noises of the library under different names are independent, each of its sigma") {
    const std::string text = R"(
groups:
  P:
    size: 4000
    equations:
      - {use: leaky_if}
      - {use: ou_synapse, with: {mu: 3 mV, sigma: 2 mV}, rename: {eta: a}}
      - {use: ou_synapse, with: {sigma: 1 mV}, rename: {eta: b}}
    threshold: v > 1*volt
monitors:
  trace: {type: state, of: P, variables: [a, b], record: all, dt: 20 ms}
run: {dt: 0.1 ms, duration: 40.1 ms}
)";
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        const Ran ran(text, backend);
        const Values a = ran.last("trace", "a");  // after 8 tau
        const Values b = ran.last("trace", "b");
        double mean = 0.0, var_a = 0.0, var_b = 0.0, covariance = 0.0;
        const auto n = static_cast<double>(a.size());
        for (const double x : a) mean += x / n;
        for (std::size_t k = 0; k < a.size(); ++k) {
            var_a += (a[k] - 3e-3) * (a[k] - 3e-3) / n;
            var_b += b[k] * b[k] / n;
            covariance += (a[k] - 3e-3) * b[k] / n;
        }
        // Five standard errors; Euler's variance is 1 % too large, as dt/(2 tau) of itself.
        CHECK(mean == doctest::Approx(3e-3).epsilon(5.0 * 2.0 / 3.0 / std::sqrt(n)));
        CHECK(var_a == doctest::Approx(4e-6).epsilon(0.01 + 5.0 * std::sqrt(2.0 / n)));
        CHECK(var_b == doctest::Approx(1e-6).epsilon(0.01 + 5.0 * std::sqrt(2.0 / n)));
        CHECK(std::abs(covariance) < 5.0 * 2e-6 / std::sqrt(n));
    }
}

}  // namespace brian::test
