#include "math/variates.h"

#include <cmath>
#include <limits>

#include "math/functions.h"

namespace brian::math {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double inversion_limit = 10.0;  // mean below which inversion is the faster method

// Inversion adds up P(0) + P(1) + ... until the sum passes a uniform deviate. It may stop short of
// a deviate next to 1: then the search ends where the terms no longer change the sum.

double poisson_by_inversion(double lambda, SubStream& stream) {
    const double u = stream.next();
    double k = 0.0;
    double probability = exp(-lambda);
    double sum = probability;
    while (u > sum) {
        k += 1.0;
        probability *= lambda / k;
        if (sum + probability == sum) break;
        sum += probability;
    }
    return k;
}

/// A point of the transformed rejection methods: u in (-1/2, 1/2) and v in (0, 1).
struct Trial {
    double u;
    double v;
    double us;  ///< 1/2 - |u|

    explicit Trial(SubStream& stream)
        : u(stream.next() - 0.5), v(stream.next()), us(0.5 - abs(u)) {}
};

/// Transformed rejection with a squeeze, for lambda >= 10.
double poisson_by_rejection(double lambda, SubStream& stream) {
    const double b = 0.931 + 2.53 * sqrt(lambda);
    const double a = -0.059 + 0.02483 * b;
    const double squeeze = 0.9277 - 3.6224 / (b - 2.0);
    const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
    const double log_lambda = log(lambda);
    for (;;) {
        const Trial trial(stream);
        const double k = floor((2.0 * a / trial.us + b) * trial.u + lambda + 0.43);
        if (trial.us >= 0.07 && trial.v <= squeeze) return k;
        if (k < 0.0 || (trial.us < 0.013 && trial.v > trial.us)) continue;
        const double hat = log(trial.v * inverse_alpha / (a / (trial.us * trial.us) + b));
        if (hat <= k * log_lambda - lambda - log_factorial(k)) return k;
    }
}

/// Successes in n trials of probability p <= 1/2, with n p < 10.
double binomial_by_inversion(double n, double p, SubStream& stream) {
    const double odds = p / (1.0 - p);
    const double u = stream.next();
    double k = 0.0;
    double probability = exp(n * log1p(-p));
    double sum = probability;
    while (u > sum && k < n) {
        k += 1.0;
        probability *= odds * (n - k + 1.0) / k;
        if (sum + probability == sum) break;
        sum += probability;
    }
    return k;
}

/// Transformed rejection with a squeeze, for p <= 1/2 and n p >= 10.
double binomial_by_rejection(double n, double p, SubStream& stream) {
    const double deviation = sqrt(n * p * (1.0 - p));
    const double b = 1.15 + 2.53 * deviation;
    const double a = -0.0873 + 0.0248 * b + 0.01 * p;
    const double centre = n * p + 0.5;
    const double squeeze = 0.92 - 4.2 / b;
    const double alpha = (2.83 + 5.1 / b) * deviation;
    const double log_odds = log(p / (1.0 - p));
    const double mode = floor((n + 1.0) * p);
    const double at_mode = log_factorial(mode) + log_factorial(n - mode);
    for (;;) {
        const Trial trial(stream);
        const double k = floor((2.0 * a / trial.us + b) * trial.u + centre);
        if (k < 0.0 || k > n) continue;
        if (trial.us >= 0.07 && trial.v <= squeeze) return k;
        const double hat = log(trial.v * alpha / (a / (trial.us * trial.us) + b));
        const double at_k = log_factorial(k) + log_factorial(n - k);
        if (hat <= at_mode - at_k + (k - mode) * log_odds) return k;
    }
}

bool is_whole(double n) {
    return n >= 0.0 && floor(n) == n && !std::isinf(n);
}

}  // namespace

double poisson(double lambda, SubStream& stream) {
    if (!(lambda >= 0.0)) return not_a_number;
    if (std::isinf(lambda)) return lambda;
    return lambda < inversion_limit ? poisson_by_inversion(lambda, stream)
                                    : poisson_by_rejection(lambda, stream);
}

double binomial(double n, double p, SubStream& stream) {
    if (!is_whole(n) || !(p >= 0.0 && p <= 1.0)) return not_a_number;
    if (p > 0.5) return n - binomial(n, 1.0 - p, stream);
    return n * p < inversion_limit ? binomial_by_inversion(n, p, stream)
                                   : binomial_by_rejection(n, p, stream);
}

std::uint64_t geometric_gap(double p, SubStream& stream, std::uint64_t limit) {
    const double gap = floor(log(stream.next()) / log1p(-p));
    return gap < static_cast<double>(limit) ? static_cast<std::uint64_t>(gap) : limit;
}

}  // namespace brian::math
