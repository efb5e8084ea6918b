#include "math/count_distribution.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "math/statistics.h"

using brian::math::CountDistribution;
using brian::math::DrawPlace;
using brian::math::Simd;
using brian::math::stream_key;
namespace math = brian::math;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr std::array means{0.0, 0.02, 2.0, 9.99, 10.0, 37.5, 2000.0};

/// `first` with the element that comes `i` later.
DrawPlace later(DrawPlace first, std::size_t i) {
    first.element += static_cast<std::uint32_t>(i);
    return first;
}

/// Compares arrays of several lengths from several elements on with single deviates; `single` takes
/// a DrawPlace.
template <class Single>
void check_equal(const CountDistribution& distribution, Single single) {
    for (const std::uint32_t first : {0U, 5U, 64U, 4294967040U})
        for (const std::size_t n : {1U, 3U, 64U, 100U, 4000U}) {
            const DrawPlace place{stream_key(1, "counts"), 123456789012, first};
            std::vector<double> counts(n);
            for (const Simd simd : {Simd::Scalar, Simd::Avx2, Simd::Avx512}) {
                if (!math::supported(simd)) continue;
                CAPTURE(math::name_of(simd));
                distribution.fill(place, counts.data(), n, simd);
                std::size_t n_different = 0;
                for (std::size_t i = 0; i < n; ++i) {
                    const double expected = single(later(place, i));
                    n_different += counts[i] != expected;
                    n_different += distribution.draw(later(place, i)) != expected;
                }
                CHECK(n_different == 0);
            }
        }
}

}  // namespace

TEST_CASE("arrays of Poisson deviates are the single ones on every instruction set") {
    for (const double lambda : means) {
        CAPTURE(lambda);
        check_equal(CountDistribution::of_poisson(lambda),
                    [lambda](const DrawPlace& place) { return math::poisson(lambda, place); });
    }
}

TEST_CASE("arrays of binomial deviates are the single ones on every instruction set") {
    for (const double mean : means)
        for (const double p : {0.001, 0.3, 0.5, 0.75, 1.0}) {
            CAPTURE(mean);
            CAPTURE(p);
            const double n = std::ceil(mean / p);
            check_equal(CountDistribution::of_binomial(n, p),
                        [n, p](const DrawPlace& place) { return math::binomial(n, p, place); });
        }
}

TEST_CASE("a distribution outside its domain gives no number") {
    const DrawPlace place{stream_key(1, "counts"), 0, 7};
    for (const CountDistribution& distribution :
         {CountDistribution::of_poisson(-1.0), CountDistribution::of_binomial(2.5, 0.5),
          CountDistribution::of_binomial(10.0, 1.1), CountDistribution::of_binomial(10.0, -0.1),
          CountDistribution::of_binomial(inf, 0.5), CountDistribution()}) {
        double count = 0.0;
        distribution.fill(place, &count, 1);
        CHECK(std::isnan(count));
        CHECK(std::isnan(distribution.draw(place)));
    }
    CHECK(CountDistribution::of_poisson(inf).draw(place) == inf);
}

TEST_CASE("the uniform deviate behind a count has a half word of a block above its own bits") {
    const DrawPlace place{stream_key(1, "counts"), 3, 8 * 11 + 5};
    const auto shared = math::random_bits(place.key, 3, 11);
    const auto own = math::random_bits(place.key, 3, place.element, 1);
    const double upper = shared[2] >> 16;
    const auto lower = static_cast<double>((std::uint64_t{own[1]} << 32 | own[0]) >> 28);
    CHECK(math::uniform_of_halves(place) == upper * 0x1p-16 + (lower + 0.5) * 0x1p-52);
}

TEST_CASE("counts of neighbouring elements, steps and streams do not correlate") {
    constexpr std::size_t n = 100000;
    const auto counts = [](const char* purpose, std::int64_t step, std::uint32_t first) {
        std::vector<double> sample(n);
        CountDistribution::of_binomial(1000, 0.002)
            .fill({stream_key(1, purpose), step, first}, sample.data(), n);
        return sample;
    };
    const std::vector<double> sample = counts("a", 0, 0);
    for (const auto& other :
         {counts("a", 0, 1), counts("a", 0, 8), counts("a", 1, 0), counts("b", 0, 0)})
        CHECK(std::fabs(statistics::correlation(sample, other)) < 1.0);
}
