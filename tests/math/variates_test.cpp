#include "math/variates.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "math/count_distribution.h"
#include "math/statistics.h"

using brian::math::CountDistribution;
using brian::math::DrawPlace;
using brian::math::stream_key;
using brian::math::SubStream;
namespace math = brian::math;

namespace {

constexpr std::uint32_t n_sample = 100000;
constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// One deviate for each of many elements; `draw` takes a sub-stream.
template <class Draw>
std::vector<double> sample_of(Draw draw) {
    std::vector<double> sample;
    for (std::uint32_t element = 0; element < n_sample; ++element) {
        SubStream stream(stream_key(1, "variates"), 3, element);
        sample.push_back(static_cast<double>(draw(stream)));
    }
    return sample;
}

/// One deviate for each of as many elements.
std::vector<double> sample_of(const CountDistribution& distribution) {
    std::vector<double> sample(n_sample);
    distribution.fill({stream_key(2, "variates"), 4, 0}, sample.data(), n_sample);
    return sample;
}

double log_choose(double n, double k) {
    return std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0);
}

SubStream any_stream() {
    return {stream_key(1, "any"), 0, 0};
}

}  // namespace

TEST_CASE("Poisson deviates have the probabilities of Poisson") {
    for (const double lambda : {0.01, 0.5, 3.0, 9.999, 10.0, 12.5, 50.0, 1000.0}) {
        CAPTURE(lambda);
        const auto probability = [lambda](double k) {
            return std::exp(k * std::log(lambda) - lambda - std::lgamma(k + 1.0));
        };
        const auto of_streams =
            sample_of([lambda](SubStream& stream) { return math::poisson(lambda, stream); });
        CHECK(statistics::chi_square(of_streams, probability) < 1.0);
        const auto of_elements = sample_of(CountDistribution::of_poisson(lambda));
        CHECK(statistics::chi_square(of_elements, probability) < 1.0);
    }
}

TEST_CASE("binomial deviates have the probabilities of the binomial distribution") {
    const struct {
        double n;
        double p;
    } rows[] = {{1, 0.5},    {10, 0.3},   {20, 0.9},   {100, 0.05},  {19, 0.5},
                {20, 0.5},   {100, 0.5},  {100, 0.97}, {1000, 0.02}, {1000, 0.25},
                {1000, 0.9}, {1e6, 1e-5}, {1e6, 3e-5}, {1e9, 1e-7}};
    for (const auto& row : rows) {
        CAPTURE(row.n);
        CAPTURE(row.p);
        const auto probability = [&row](double k) {
            if (k > row.n) return 0.0;
            return std::exp(log_choose(row.n, k) + k * std::log(row.p)
                            + (row.n - k) * std::log1p(-row.p));
        };
        const auto of_streams =
            sample_of([&row](SubStream& stream) { return math::binomial(row.n, row.p, stream); });
        CHECK(statistics::chi_square(of_streams, probability) < 1.0);
        const auto of_elements = sample_of(CountDistribution::of_binomial(row.n, row.p));
        CHECK(statistics::chi_square(of_elements, probability) < 1.0);
    }
}

TEST_CASE("draws that leave no choice are certain") {
    SubStream stream = any_stream();
    CHECK(math::poisson(0.0, stream) == 0.0);
    CHECK(math::poisson(inf, stream) == inf);
    CHECK(math::binomial(7.0, 0.0, stream) == 0.0);
    CHECK(math::binomial(7.0, 1.0, stream) == 7.0);
    CHECK(math::binomial(0.0, 0.5, stream) == 0.0);
}

TEST_CASE("draws outside their domain are not a number") {
    SubStream stream = any_stream();
    for (const double value :
         {math::poisson(-1.0, stream), math::poisson(not_a_number, stream),
          math::binomial(-1.0, 0.5, stream), math::binomial(2.5, 0.5, stream),
          math::binomial(inf, 0.5, stream), math::binomial(10.0, -0.1, stream),
          math::binomial(10.0, 1.1, stream), math::binomial(10.0, not_a_number, stream)}) {
        CHECK(std::isnan(value));
    }
}

TEST_CASE("a deviate is the same whenever its element is drawn") {
    SubStream first = any_stream();
    SubStream second = any_stream();
    CHECK(math::poisson(20.0, first) == math::poisson(20.0, second));
}
