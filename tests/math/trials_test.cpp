#include "math/trials.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "math/statistics.h"

using brian::math::GeometricGap;
using brian::math::stream_key;
using brian::math::StreamKey;
using brian::math::SubStream;
using brian::math::Trials;

namespace {

constexpr std::uint32_t n_sample = 100000;

std::vector<std::uint32_t> by_gaps(double p, std::uint32_t n, std::uint32_t element) {
    SubStream stream(stream_key(1, "trials"), 3, element);
    const GeometricGap gap(p);
    std::vector<std::uint32_t> successes;
    std::uint64_t k = 0;
    while ((k += gap.draw(stream, n)) < n) successes.push_back(static_cast<std::uint32_t>(k++));
    return successes;
}

}  // namespace

TEST_CASE("gaps between successes have the probabilities of the geometric distribution") {
    for (const double p : {0.9, 0.5, 0.1, 0.01}) {
        CAPTURE(p);
        std::vector<double> sample;
        for (std::uint32_t element = 0; element < n_sample; ++element) {
            SubStream stream(stream_key(1, "variates"), 3, element);
            sample.push_back(static_cast<double>(
                GeometricGap(p).draw(stream, std::numeric_limits<std::uint64_t>::max())));
        }
        const auto probability = [p](double k) { return p * std::pow(1.0 - p, k); };
        CHECK(statistics::chi_square(sample, probability) < 1.0);
    }
}

TEST_CASE("a gap stops at its limit") {
    SubStream stream(stream_key(1, "any"), 0, 0);
    CHECK(GeometricGap(1e-18).draw(stream, 1000) == 1000);
    CHECK(GeometricGap(0.0).draw(stream, 1000) == 1000);
    CHECK(GeometricGap(1.0).draw(stream, 1000) == 0);
}

TEST_CASE("trials succeed where gap after gap leads") {
    for (const double p : {0.0, 1e-9, 0.001, 0.1, 0.7, 0.999, 1.0})
        for (const std::uint32_t n : {0U, 1U, 17U, 832U, 20000U}) {
            CAPTURE(p);
            CAPTURE(n);
            Trials trials(p, n);
            for (std::uint32_t element = 0; element < 40; ++element) {
                const auto successes = trials.successes(stream_key(1, "trials"), 3, element);
                CHECK(std::vector<std::uint32_t>(successes.begin(), successes.end())
                      == by_gaps(p, n, element));
            }
        }
}
