#include <cmath>
#include <numeric>

#include <doctest/doctest.h>

#include "base/format.h"
#include "compile/ran.h"

namespace brian::test {

namespace {

struct Moments {
    double mean = 0.0;
    double variance = 0.0;
};

Moments moments_of(const std::vector<double>& x) {
    const auto n = static_cast<double>(x.size());
    Moments moments;
    moments.mean = std::accumulate(x.begin(), x.end(), 0.0) / n;
    for (const double value : x)
        moments.variance += (value - moments.mean) * (value - moments.mean) / (n - 1.0);
    return moments;
}

/// Seeds are fixed, so these tests either always pass or always fail; the bounds are five standard
/// errors, which a right program misses for one seed in a million.
constexpr double sigmas = 5.0;

}  // namespace

TEST_CASE("an Ornstein-Uhlenbeck process has mean mu and variance sigma^2 tau/2") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        // 2000 independent neurons after ten time constants; dt = tau/100. The variance of Euler's
        // scheme is larger by 1/(1 - dt/(2 tau)).
        const Ran ran(R"(
groups:
  P:
    size: 2000
    equations: "dx/dt = (3 - x)/(10*ms) + 2*xi*(10*ms)**-0.5 : 1"
    method: euler
    initial: {x: 3}
monitors:
  trace: {type: state, of: P, variables: [x], record: all, dt: 20 ms}
run: {dt: 0.1 ms, duration: 100.1 ms}
)",
                      backend);
        const double n = 2000.0;
        const double variance = 2.0 / (1.0 - 0.005);
        const Moments moments = moments_of(ran.last("trace", "x"));
        CHECK(std::abs(moments.mean - 3.0) < sigmas * std::sqrt(variance / n));
        CHECK(std::abs(moments.variance - variance) < sigmas * variance * std::sqrt(2.0 / n));
        // The correlation over two time constants is exp(-2) with a standard error below 1/sqrt(n).
        const std::vector<double> before = ran.frame("trace", "x", 4), now = ran.last("trace", "x");
        double correlation = 0.0;
        for (std::size_t i = 0; i < now.size(); ++i)
            correlation += (before[i] - 3.0) * (now[i] - 3.0) / (n * variance);
        CHECK(std::abs(correlation - std::exp(-2.0)) < sigmas / std::sqrt(n));
    }
}

TEST_CASE("a Poisson source fires at its rate, with intervals whose CV is 1") {
    for (Backend backend : all_backends())
        // A constant rate is drawn by gaps, one that varies by a comparison in every step.
        for (const char* rate : {"50 Hz", "50*Hz + 0*Hz*t/ms"}) {
            CAPTURE(std::string(name_of(backend)));
            CAPTURE(rate);
            const Ran ran(format(R"(
stimuli:
  input: {{type: poisson, size: 20, rate: {}}}
monitors:
  spikes: {{type: spikes, of: input}}
run: {{dt: 0.1 ms, duration: 5 s}}
)",
                                 rate),
                          backend);
            const double expected = 20.0 * 5.0 * 50.0;
            const auto n = static_cast<double>(ran.recording().of("spikes").times.size());
            CHECK(std::abs(n - expected) < sigmas * std::sqrt(expected));
            std::vector<double> intervals;
            for (std::uint64_t i = 0; i < 20; ++i) {
                const std::vector<std::int64_t> steps = ran.spike_steps("spikes", i);
                for (std::size_t k = 1; k < steps.size(); ++k)
                    intervals.push_back(static_cast<double>(steps[k] - steps[k - 1]));
            }
            // Geometric intervals: CV = sqrt(1 - rate dt), with a standard error of about
            // 1/sqrt(n); intervals longer than the run are missing, which biases it by far less.
            const Moments moments = moments_of(intervals);
            CHECK(std::abs(std::sqrt(moments.variance) / moments.mean - std::sqrt(1.0 - 0.005))
                  < sigmas / std::sqrt(n));
        }
}

TEST_CASE("Poisson input has the mean and variance of shot noise") {
    for (Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        // Campbell: n rate w tau = 1 mV * 1000 * 10 Hz * 10 ms = 100 mV, variance n rate w^2 tau/2;
        // per step the input is binomial, with a variance smaller by 1 - rate dt.
        const Ran ran(R"(
groups:
  P: {size: 2000, equations: "dv/dt = -v/(10*ms) : volt", method: exact, initial: {v: 100 mV}}
stimuli:
  noise: {type: poisson_input, target: P, variable: v, n: 1000, rate: 10 Hz, weight: 1 mV}
monitors:
  trace: {type: state, of: P, variables: [v], record: all, dt: 10 ms}
run: {dt: 0.1 ms, duration: 100.1 ms}
)",
                      backend);
        // v is seen after the input of a step: sums of geometric series with q = exp(-dt/tau).
        const double q = std::exp(-0.01), p = 0.001;
        const double mean = 1e-3 * 1000 * p / (1.0 - q);
        const double variance = 1e-6 * 1000 * p * (1.0 - p) / (1.0 - q * q);
        const Moments moments = moments_of(ran.last("trace", "v"));
        CHECK(std::abs(moments.mean - mean) < sigmas * std::sqrt(variance / 2000.0));
        CHECK(std::abs(moments.variance - variance) < sigmas * variance * std::sqrt(2.0 / 2000.0));
    }
}

}  // namespace brian::test
