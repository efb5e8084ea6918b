#include "components/stimuli/rectified_gaussian.h"

#include "math/functions.h"

namespace brian {

namespace {

constexpr double largest_variation = 4.0;

/// Mean and second moment of max(0, z + x), x standard normal.
struct Moments {
    double first = 0.0;
    double second = 0.0;
};

/// By the trapezoidal rule over the part of the density that matters.
Moments moments_above_zero(double z) {
    constexpr double reach = 12.0;
    constexpr int n = 4000;
    const double begin = z > reach ? z - reach : 0.0;
    const double width = (z + reach - begin) / n;
    Moments sums;
    for (int k = 0; k <= n; ++k) {
        const double y = begin + width * k;
        const double x = y - z;
        const double weight = (k == 0 || k == n ? 0.5 : 1.0) * width * math::exp(-0.5 * x * x);
        sums.first += weight * y;
        sums.second += weight * y * y;
    }
    constexpr double sqrt_two_pi = 2.50662827463100050242;
    return {sums.first / sqrt_two_pi, sums.second / sqrt_two_pi};
}

/// Standard deviation over mean.
double variation(const Moments& m) {
    return math::sqrt(m.second - m.first * m.first) / m.first;
}

}  // namespace

std::optional<RectifiedGaussian> rectified_gaussian(double mean, double deviation) {
    if (deviation == 0.0) return RectifiedGaussian{mean, 0.0};
    const double wanted = deviation / mean;
    if (!(wanted <= largest_variation)) return std::nullopt;
    if (wanted < 0.05) return RectifiedGaussian{mean, deviation};  // zero is 20 deviations away
    double low = -10.0;                                            // much variation
    double high = 21.0;                                            // little
    for (int k = 0; k < 60; ++k) {
        const double middle = 0.5 * (low + high);
        (variation(moments_above_zero(middle)) > wanted ? low : high) = middle;
    }
    const double z = 0.5 * (low + high);
    const double sigma = mean / moments_above_zero(z).first;
    return RectifiedGaussian{z * sigma, sigma};
}

}  // namespace brian
