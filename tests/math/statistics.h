#pragma once

#include <functional>
#include <vector>

/// Tests of a sample against the distribution it should have. Each gives a number that is below 1
/// for all but about one in ten thousand samples of the right distribution.
namespace statistics {

/// Kolmogorov and Smirnov: the greatest distance between the distribution functions, over its
/// critical value 2.23 / sqrt(n) (Smirnov 1948, Ann. Math. Stat. 19:279).
[[nodiscard]] double kolmogorov(std::vector<double> sample,
                                const std::function<double(double)>& distribution);

/// Pearson's chi-square of whole numbers, over its critical value (Wilson & Hilferty 1931, PNAS
/// 17:684). Numbers expected less than 10 times are put together with their neighbours; a number
/// of probability 0 gives infinity.
[[nodiscard]] double chi_square(const std::vector<double>& sample,
                                const std::function<double(double)>& probability);

[[nodiscard]] double mean(const std::vector<double>& sample);
[[nodiscard]] double variance(const std::vector<double>& sample);
/// Pearson's correlation of two samples, times sqrt(n) / 3.9: so many standard deviations.
[[nodiscard]] double correlation(const std::vector<double>& a, const std::vector<double>& b);

}  // namespace statistics
