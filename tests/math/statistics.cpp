#include "math/statistics.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>

namespace statistics {

namespace {

constexpr double quantile = 3.72;  // of the standard normal distribution: one in ten thousand

/// The value that chi-square with that many degrees of freedom passes once in ten thousand.
double critical_chi_square(double degrees) {
    const double spread = 2.0 / (9.0 * degrees);
    return degrees * std::pow(1.0 - spread + quantile * std::sqrt(spread), 3.0);
}

}  // namespace

double kolmogorov(std::vector<double> sample, const std::function<double(double)>& distribution) {
    std::sort(sample.begin(), sample.end());
    const auto n = static_cast<double>(sample.size());
    double greatest = 0.0;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        const double expected = distribution(sample[i]);
        greatest = std::max({greatest, static_cast<double>(i + 1) / n - expected,
                             expected - static_cast<double>(i) / n});
    }
    return greatest * std::sqrt(n) / 2.23;
}

double chi_square(const std::vector<double>& sample,
                  const std::function<double(double)>& probability) {
    std::map<double, double> counts;
    for (const double value : sample) {
        if (!(probability(value) > 0.0)) return std::numeric_limits<double>::infinity();
        counts[value] += 1.0;
    }
    const auto n = static_cast<double>(sample.size());
    double sum = 0.0;
    double degrees = -1.0;
    double expected = 0.0;
    double counted = 0.0;
    double expected_so_far = 0.0;
    const auto close_bin = [&] {
        sum += (counted - expected) * (counted - expected) / expected;
        degrees += 1.0;
        expected = counted = 0.0;
    };
    const double first = counts.begin()->first;
    const double last = counts.rbegin()->first;
    for (double k = std::max(0.0, first - 50.0); k <= last + 50.0; k += 1.0) {
        expected += n * probability(k);
        expected_so_far += n * probability(k);
        const auto found = counts.find(k);
        if (found != counts.end()) counted += found->second;
        // The last bin takes what is left, too.
        if (expected >= 10.0 && n - expected_so_far >= 10.0) close_bin();
    }
    if (expected > 0.0) close_bin();
    return degrees < 1.0 ? 0.0 : sum / critical_chi_square(degrees);
}

double mean(const std::vector<double>& sample) {
    double sum = 0.0;
    for (const double value : sample) sum += value;
    return sum / static_cast<double>(sample.size());
}

double variance(const std::vector<double>& sample) {
    const double centre = mean(sample);
    double sum = 0.0;
    for (const double value : sample) sum += (value - centre) * (value - centre);
    return sum / static_cast<double>(sample.size() - 1);
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
    const double mean_a = mean(a);
    const double mean_b = mean(b);
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - mean_a) * (b[i] - mean_b);
    const auto n = static_cast<double>(a.size());
    return sum / (n - 1.0) / std::sqrt(variance(a) * variance(b)) * std::sqrt(n) / 3.9;
}

}  // namespace statistics
