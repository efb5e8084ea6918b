#include <cmath>

#include <doctest/doctest.h>

#include "base/format.h"
#include "compile/ran.h"
#include "math/statistics.h"

// What Brian 1's PoissonInput can do beside plain binomial input, and rates that are doubtful.
namespace brian::test {

namespace {

using Values = std::vector<double>;

/// 100 inputs of 20 Hz for 100 ms: 200 spikes on average.
std::string model(const std::string& further, int size = 400) {
    return format(R"(
groups:
  P: {{size: {}, equations: "x : 1"}}
stimuli:
  burst: {{type: timed_array, values: [10 kHz, 0 Hz], dt: 0.1 ms}}
  input: {{type: poisson_input, target: P, variable: x, {}}}
monitors:
  x: {{type: state, of: P, variables: [x], record: all}}
run: {{dt: 0.1 ms, duration: 100.1 ms, seed: 5}}
)",
                  size, further);
}

Values arrived(const std::string& further, Backend backend = Backend::Vector) {
    return Ran(model("n: 100, rate: 20 Hz, weight: 1, " + further), backend).last("x", "x");
}

}  // namespace

TEST_CASE("copies of an input come together") {
    const Values x = arrived("copies: 3");
    for (const double n : x) CHECK(std::fmod(n, 3.0) == 0.0);
    // 3 times a binomial number of mean 200 and variance 199.6, from 400 neurons: standard errors
    // 2.1 of the mean and 127 of the variance; five of them.
    CHECK(std::abs(statistics::mean(x) - 600.0) < 10.6);
    CHECK(std::abs(statistics::variance(x) - 9.0 * 199.6) < 640.0);
}

TEST_CASE("each synapse transmits with its reliability") {
    const Values x = arrived("copies: 4, reliability: 0.5");
    // Mean 200 * 4 / 2; variance 200 * 4 / 4 of the synapses and 200 * 2^2 of the inputs.
    CHECK(std::abs(statistics::mean(x) - 400.0) < 8.0);
    CHECK(std::abs(statistics::variance(x) - 1000.0) < 354.0);
    CHECK(statistics::mean(arrived("reliability: 0")) == 0.0);
}

TEST_CASE("frozen input is the same for all neurons") {
    const Values x = arrived("frozen: true");
    for (const double n : x) CHECK(n == x.front());
    CHECK(std::abs(x.front() - 200.0) < 5.0 * std::sqrt(200.0));
    const Values late = arrived("frozen: true, copies: 2, jitter: 5 ms, reliability: 0.5");
    for (const double n : late) CHECK(n == late.front());
}

TEST_CASE("jitter makes spikes late by exponential times") {
    // 100,000 spikes set out in step 0.
    const Ran ran(model("n: 100000, rate: burst(t), weight: 1, jitter: 1 ms", 1), Backend::Vector);
    for (const std::size_t step : {1U, 5U, 10U, 20U, 40U}) {
        CAPTURE(step);
        const double p = 1.0 - std::exp(-0.1 * static_cast<double>(step));
        const double error = std::sqrt(1e5 * p * (1.0 - p));
        CHECK(std::abs(ran.frame("x", "x", step).front() - 1e5 * p) < 5.0 * error);
    }
    CHECK(ran.last("x", "x").front() == 100000.0);
}

TEST_CASE("both engines give the same Poisson input") {
    for (const char* further : {"copies: 3", "copies: 4, reliability: 0.5", "jitter: 2 ms",
                                "frozen: true, copies: 2, jitter: 5 ms, reliability: 0.5"})
        CHECK(arrived(further, Backend::Vector) == arrived(further, Backend::Muparser));
}

TEST_CASE("rate and weight of Poisson input may be expressions and timed arrays") {
    // 1000 certain spikes in step 0.
    const std::string text = model("n: 1000, rate: burst(t)/(1 + i), weight: 1 + i, copies: 2", 2);
    for (Backend backend : all_backends()) {
        const Values x = Ran(text, backend).last("x", "x");
        CHECK(x[0] == 2000.0);
        // Neuron 1 gets half of them at twice the weight; 16 is their standard deviation.
        CHECK(std::abs(x[1] - 2000.0) < 5.0 * 4.0 * 16.0);
    }
}

TEST_CASE("a Poisson rate that turns negative or is too high gets a remark") {
    const auto warnings = [](const std::string& rate) {
        return Ran(format(R"(
stimuli:
  s: {{type: poisson, size: 10, rate: "{}"}}
run: {{dt: 0.1 ms, duration: 10 ms, seed: 5}}
)",
                          rate),
                   Backend::Vector)
            .warnings();
    };
    CHECK(warnings("10*Hz*(1 + i)").empty());
    const std::vector<std::string> negative = warnings("10*Hz*sin(2*pi*t/(10*ms))");
    REQUIRE(negative.size() == 1);
    CHECK(negative.front()
          == "the rate turns negative: -10 Hz for neuron 0 at t = 7.5 ms; a negative rate counts "
             "as 0");
    const std::vector<std::string> high = warnings("2*kHz*int(t > 5*ms) + 0*Hz*i");
    REQUIRE(high.size() == 1);
    CHECK(high.front().starts_with("a neuron fires with probability 0.2 in one step (2000 Hz"));
}

}  // namespace brian::test
