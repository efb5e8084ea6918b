#include <cmath>
#include <map>

#include <doctest/doctest.h>

#include "components/stimuli/rectified_gaussian.h"
#include "components/stimulus_stub.h"

using namespace brian;

namespace {

constexpr std::uint32_t n_neurons = 50;
constexpr double rate = 40.0;        // Hz
constexpr double correlation = 0.3;  // area of a pair's cross-covariance over the rate
constexpr double tauc = 0.01;        // s
constexpr double window = 0.1;       // s
constexpr std::int64_t n_windows = 3000;
constexpr std::int64_t steps_a_window = 1000;
constexpr std::int64_t steps_a_bin = 10;  // 1 ms

Source source_of(const std::string& method) {
    return {"correlated_poisson",
            {{"method", scalar(method)},
             {"size", scalar(std::to_string(n_neurons))},
             {"rate", scalar("40 Hz")},
             {"correlation", scalar("0.3")},
             {"tauc", scalar("10 ms")}}};
}

/// What 300 s of spikes say.
struct Measured {
    double rate = 0.0;             ///< [Hz]
    double fano = 0.0;             ///< variance over mean of one neuron's count in a window
    double pair_covariance = 0.0;  ///< of two neurons' counts in a window
    std::vector<double> bins;      ///< spikes of all neurons in each 1 ms
};

double variance(double sum, double sum_of_squares) {
    const double mean = sum / n_windows;
    return sum_of_squares / n_windows - mean * mean;
}

Measured measure(Source source) {
    Measured measured;
    measured.bins.assign(n_windows * steps_a_window / steps_a_bin, 0.0);
    std::vector<double> sums(n_neurons, 0.0), squares(n_neurons, 0.0);
    double sum = 0.0, square = 0.0;
    for (std::int64_t w = 0; w < n_windows; ++w) {
        std::vector<double> counts(n_neurons, 0.0);
        double all = 0.0;
        const auto spikes = source.run(w * steps_a_window, (w + 1) * steps_a_window);
        for (const auto& [step, neuron] : spikes) {
            counts[neuron] += 1.0;
            all += 1.0;
            measured.bins[static_cast<std::size_t>(step / steps_a_bin)] += 1.0;
        }
        sum += all;
        square += all * all;
        for (std::uint32_t i = 0; i < n_neurons; ++i) {
            sums[i] += counts[i];
            squares[i] += counts[i] * counts[i];
        }
    }
    double own = 0.0;
    for (std::uint32_t i = 0; i < n_neurons; ++i) own += variance(sums[i], squares[i]);
    measured.rate = sum / (n_windows * window * n_neurons);
    measured.fano = own / (sum / n_windows);
    measured.pair_covariance = (variance(sum, square) - own) / (n_neurons * (n_neurons - 1.0));
    return measured;
}

double covariance_at(const std::vector<double>& bins, std::size_t lag) {
    double mean = 0.0;
    for (const double n : bins) mean += n / static_cast<double>(bins.size());
    double sum = 0.0;
    for (std::size_t k = 0; k + lag < bins.size(); ++k)
        sum += (bins[k] - mean) * (bins[k + lag] - mean);
    return sum / static_cast<double>(bins.size() - lag);
}

/// Covariance of the counts of a pair whose cross-covariance is c r / (2 tauc) exp(-|s| / tauc).
double expected_covariance() {
    return correlation * rate * (window - tauc * (1.0 - std::exp(-window / tauc)));
}

/// Rate, area and time constant that both methods promise.
void check_common(const Measured& measured) {
    // A common rate of variance c r / (2 tauc) = 600 Hz^2 that forgets in 10 ms: its mean over 300
    // s is known within sqrt(2 * 600 * 0.01 / 300) = 0.2 Hz; five of them.
    CHECK(std::abs(measured.rate - rate) < 1.0);
    // 3000 windows give a variance within sqrt(2 / 3000) = 2.6 %; five of them. Rectifying the rate
    // takes 2 % off the area.
    CHECK(measured.pair_covariance == doctest::Approx(expected_covariance()).epsilon(0.15));
    // One time constant further the covariance is down to 1 / e. 300 s hold 15,000 independent
    // pieces, so that each value is good within 2 %.
    const double fall = covariance_at(measured.bins, 13) / covariance_at(measured.bins, 3);
    CHECK(std::abs(fall - std::exp(-1.0)) < 0.06);
}

}  // namespace

TEST_CASE(
    "doubly stochastic neurons have the rate, the correlation and the time constant asked for") {
    const Measured measured = measure(source_of("doubly_stochastic"));
    check_common(measured);
    // Each neuron alone varies more than a Poisson process: 1 + covariance / mean = 1.27.
    CHECK(std::abs(measured.fano - (1.0 + expected_covariance() / (rate * window))) < 0.05);
}

TEST_CASE("a mixture has the same, and each neuron alone is a Poisson process") {
    const Measured measured = measure(source_of("mixture"));
    check_common(measured);
    // 50 neurons, 3000 windows: within sqrt(2 / 3000) (correlated: no better); five of them.
    CHECK(std::abs(measured.fano - 1.0) < 0.1);
}

TEST_CASE("a mixture copies the spikes of the sources that its matrix names") {
    const auto row = [](const char* a, const char* b) { return list({scalar(a), scalar(b)}); };
    Source source("correlated_poisson", {{"method", scalar("mixture")},
                                         {"size", scalar("2")},
                                         {"source_rates", list({scalar("10 Hz"), scalar("20 Hz")})},
                                         {"mixture", list({row("1", "0"), row("0.5", "0.5")})},
                                         {"tauc", scalar("0 ms")}});
    std::map<std::uint32_t, double> counts;
    double together = 0.0;
    for (std::int64_t step = 0; step < 1000000; ++step) {
        const std::vector<std::uint32_t> spikes = source.fire(step);
        for (const std::uint32_t neuron : spikes) counts[neuron] += 1.0;
        together += spikes.size() == 2 ? 1.0 : 0.0;
    }
    // Poisson counts of 100 s: five times the root of the mean.
    CHECK(std::abs(counts[0] - 1000.0) < 158.0);
    CHECK(std::abs(counts[1] - 1500.0) < 194.0);
    CHECK(std::abs(together - 500.0) < 112.0);
}

TEST_CASE("correlated spikes depend on the seed alone and come back from a snapshot") {
    for (const char* method : {"doubly_stochastic", "mixture"}) {
        CAPTURE(method);
        Source source = source_of(method);
        StateList items;
        source.parts.stimulus->list_state("stimuli.S", items);
        const auto first = source.run(0, 500);
        const Snapshot snapshot(items);
        const auto later = source.run(500, 1000);
        snapshot.restore(items);
        CHECK(source.run(500, 1000) == later);
        CHECK(source_of(method).run(0, 500) == first);
    }
}

TEST_CASE("a rectified normal variable has the mean and deviation asked for") {
    // With mu = 0 and sigma = 1: mean 1 / sqrt(2 pi), second moment 1 / 2.
    const auto half = rectified_gaussian(0.3989422804, 0.5838193684);
    REQUIRE(half.has_value());
    CHECK(std::abs(half->mu) < 1e-5);
    CHECK(half->sigma == doctest::Approx(1.0).epsilon(1e-5));
    CHECK(rectified_gaussian(10.0, 0.1)->mu == 10.0);
    CHECK_FALSE(rectified_gaussian(1.0, 5.0).has_value());
}
