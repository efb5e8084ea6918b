#include "math/random.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "math/functions.h"
#include "math/statistics.h"

using brian::math::Bits;
using brian::math::Simd;
using brian::math::stream_key;
using brian::math::StreamKey;
using brian::math::SubStream;
namespace math = brian::math;

namespace {

constexpr std::size_t n_sample = 100000;
using Fill = void (*)(StreamKey, std::int64_t, std::uint32_t, double*, std::size_t, Simd);
using Draw = double (*)(StreamKey, std::int64_t, std::uint32_t);

std::vector<double> uniforms(const std::string& purpose, std::int64_t step = 0) {
    std::vector<double> sample(n_sample);
    math::fill_uniform(stream_key(1, purpose), step, 0, sample.data(), n_sample);
    return sample;
}

std::vector<double> normals(const std::string& purpose) {
    std::vector<double> sample(n_sample);
    math::fill_normal(stream_key(1, purpose), 7, 0, sample.data(), n_sample);
    return sample;
}

double normal_distribution(double x) {
    return 0.5 * std::erfc(-x / std::sqrt(2.0));
}

/// Number of elements in which an array of deviates differs from the deviates one by one.
std::size_t n_different(Fill fill, Draw draw, std::uint32_t first, std::size_t n, Simd simd) {
    const StreamKey key = stream_key(3, "groups.P.v");
    std::vector<double> out(n + 1, -99.0);  // one more, which must be left alone
    fill(key, -5, first, out.data(), n, simd);
    std::size_t n_wrong = out[n] == -99.0 ? 0 : 1;
    for (std::size_t i = 0; i < n; ++i) {
        if (out[i] != draw(key, -5, first + static_cast<std::uint32_t>(i))) ++n_wrong;
    }
    return n_wrong;
}

}  // namespace

TEST_CASE("random bits are those of the known answers of Random123") {
    const struct {
        std::uint32_t block;
        std::uint32_t draw;
        std::uint64_t step;
        StreamKey key;
        Bits bits;
    } rows[] = {{0, 0, 0, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
                {0xffffffff,
                 0xffffffff,
                 0xffffffffffffffff,
                 {0xffffffff, 0xffffffff},
                 {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
                {0x243f6a88,
                 0x85a308d3,
                 0x0370734413198a2e,
                 {0xa4093822, 0x299f31d0},
                 {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}};
    for (const auto& row : rows) {
        CHECK(math::random_bits(row.key, static_cast<std::int64_t>(row.step), row.block, row.draw)
              == row.bits);
    }
}

TEST_CASE("a uniform deviate is (k + 1/2) 2^-52 with 52 of the random bits") {
    const StreamKey key = stream_key(1, "x");
    for (std::uint32_t element = 0; element < 100; ++element) {
        const std::int64_t step = std::int64_t{element} << 33;
        const Bits bits = math::random_bits(key, step, element / 2);
        const std::size_t word = element % 2 == 0 ? 0 : 2;
        const std::uint64_t k = (std::uint64_t{bits.at(word + 1)} << 32 | bits.at(word)) >> 12;
        CHECK(math::uniform(key, step, element) == (static_cast<double>(k) + 0.5) * 0x1p-52);
    }
}

TEST_CASE("a pair of normal deviates is a radius and a direction within 4 ULP") {
    const StreamKey key = stream_key(1, "x");
    for (std::uint32_t block = 0; block < 10000; ++block) {
        const Bits bits = math::random_bits(key, 7, block);
        const std::uint64_t turn = std::uint64_t{bits[3]} << 32 | bits[2];
        const double u = math::uniform(key, 7, 2 * block);
        const long double radius = std::sqrt(-2.0L * std::log(static_cast<long double>(u)));
        const auto k = static_cast<long double>((turn << 2) >> 12);
        const long double angle =
            ((k + 0.5L) * 0x1p-52L - 0.5L) * std::numbers::pi_v<long double> / 2;
        const long double sign = turn >> 63 == 0 ? radius : -radius;
        long double even = sign * std::cos(angle);
        long double odd = sign * std::sin(angle);
        if ((turn >> 62) % 2 != 0) std::swap(even, odd);
        const double tolerance = 4.0 * 0x1p-53;
        const auto error = [](double found, long double expected) {
            return static_cast<double>(std::fabs((found - expected) / expected));
        };
        CHECK(error(math::normal(key, 7, 2 * block), even) < tolerance);
        CHECK(error(math::normal(key, 7, 2 * block + 1), odd) < tolerance);
    }
}

TEST_CASE("deviates never change within one numerics version") {
    const StreamKey key = stream_key(42, "groups.P.v:initial:0");
    CHECK(key.low == 0x6de5b9fb);
    CHECK(key.high == 0x7dfbde3c);
    CHECK(math::uniform(key, 0, 0) == 0x1.85c7370890f2bp-1);
    CHECK(math::uniform(key, 1000, 12345) == 0x1.24c6a32f88ff4p-3);
    CHECK(math::normal(key, 0, 0) == -0x1.04f26e0ceae87p-5);
    CHECK(math::normal(key, 1000, 12345) == 0x1.e88b69120ec35p-3);
}

TEST_CASE("arrays hold the deviates one by one, from any element on, by any code path") {
    const struct {
        Fill fill;
        Draw draw;
    } kinds[] = {{math::fill_uniform, math::uniform}, {math::fill_normal, math::normal}};
    for (const Simd simd : {Simd::Scalar, Simd::Avx2, Simd::Avx512}) {
        if (!math::supported(simd)) continue;
        CAPTURE(math::name_of(simd));
        for (const auto& kind : kinds) {
            for (const std::uint32_t first : {0U, 1U, 2U, 7U, 1000001U, 4294967200U}) {
                for (std::size_t n = 0; n < 50; ++n) {
                    CAPTURE(first);
                    CAPTURE(n);
                    CHECK(n_different(kind.fill, kind.draw, first, n, simd) == 0);
                }
            }
            CHECK(n_different(kind.fill, kind.draw, 3, n_sample, simd) == 0);
        }
    }
}

TEST_CASE("uniform deviates are evenly spread over the open interval") {
    const std::vector<double> sample = uniforms("spread");
    CHECK(*std::min_element(sample.begin(), sample.end()) > 0.0);
    CHECK(*std::max_element(sample.begin(), sample.end()) < 1.0);
    CHECK(statistics::kolmogorov(sample, [](double x) { return x; }) < 1.0);
}

TEST_CASE("normal deviates are normally distributed") {
    const std::vector<double> sample = normals("bell");
    CHECK(statistics::kolmogorov(sample, normal_distribution) < 1.0);
    // Standard errors: 1/sqrt(n) of the mean, sqrt(2/n) of the variance; four of each.
    CHECK(std::fabs(statistics::mean(sample)) < 4.0 / std::sqrt(n_sample));
    CHECK(std::fabs(statistics::variance(sample) - 1.0) < 4.0 * std::sqrt(2.0 / n_sample));
}

TEST_CASE("neighbours, steps, streams and seeds do not correlate") {
    const std::vector<double> sample = uniforms("a");
    std::vector<double> shifted(sample.begin() + 1, sample.end());
    shifted.push_back(sample.front());
    std::vector<double> other_seed(n_sample);
    math::fill_uniform(stream_key(2, "a"), 0, 0, other_seed.data(), n_sample);
    for (const auto& other : {shifted, uniforms("a", 1), uniforms("b"), other_seed}) {
        CHECK(std::fabs(statistics::correlation(sample, other)) < 1.0);
    }
}

TEST_CASE("the two deviates of a pair do not correlate, nor their squares") {
    const std::vector<double> sample = normals("pairs");
    std::vector<double> cosines;
    std::vector<double> sines;
    for (std::size_t i = 0; i < n_sample; i += 2) {
        cosines.push_back(sample[i]);
        sines.push_back(sample[i + 1]);
    }
    CHECK(std::fabs(statistics::correlation(cosines, sines)) < 1.0);
    for (double& x : cosines) x *= x;
    for (double& x : sines) x *= x;
    CHECK(std::fabs(statistics::correlation(cosines, sines)) < 1.0);
}

TEST_CASE("keys differ wherever seed or purpose differ") {
    std::vector<std::uint64_t> keys;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        for (int number = 0; number < 100; ++number) {
            const StreamKey key = stream_key(seed, "groups.P.v:" + std::to_string(number));
            keys.push_back(std::uint64_t{key.high} << 32 | key.low);
        }
    }
    std::sort(keys.begin(), keys.end());
    CHECK(std::adjacent_find(keys.begin(), keys.end()) == keys.end());
}

TEST_CASE("a sub-stream goes through the draws of its element, two deviates each") {
    const StreamKey key = stream_key(1, "poisson");
    SubStream stream(key, 5, 17);
    for (std::uint32_t draw = 1; draw <= 3; ++draw) {
        const Bits bits = math::random_bits(key, 5, 17, draw);
        for (const std::size_t word : {0U, 2U}) {
            const std::uint64_t k = (std::uint64_t{bits.at(word + 1)} << 32 | bits.at(word)) >> 12;
            CHECK(stream.next() == (static_cast<double>(k) + 0.5) * 0x1p-52);
        }
    }
}

TEST_CASE("deviates of a sub-stream are the same one by one and many at a time") {
    SubStream one_by_one(stream_key(1, "poisson"), 5, 17);
    SubStream many(stream_key(1, "poisson"), 5, 17);
    for (const std::size_t n : {1U, 2U, 37U, 0U, 64U, 5U}) {
        std::vector<double> deviates(n);
        many.fill(deviates.data(), n);
        for (const double deviate : deviates) CHECK(deviate == one_by_one.next());
    }
    CHECK(many.next() == one_by_one.next());
}
