#include "math/count_rejection.h"

#include <limits>

#include "math/functions.h"

namespace brian::math {

namespace {

/// A point of the transformed rejection methods: u in (-1/2, 1/2) and v in (0, 1).
struct Trial {
    double u;
    double v;
    double us;  ///< 1/2 - |u|

    explicit Trial(SubStream& stream)
        : u(stream.next() - 0.5), v(stream.next()), us(0.5 - abs(u)) {}

    [[nodiscard]] double count(const Squeeze& squeeze) const {
        return floor((2.0 * squeeze.a / us + squeeze.b) * u + squeeze.centre);
    }
    [[nodiscard]] bool accepted(const Squeeze& squeeze) const {
        return us >= 0.07 && v <= squeeze.v_r;
    }
};

}  // namespace

PoissonRejection::PoissonRejection(double lambda) : lambda_(lambda), log_lambda_(log(lambda)) {
    squeeze_.b = 0.931 + 2.53 * sqrt(lambda);
    squeeze_.a = -0.059 + 0.02483 * squeeze_.b;
    squeeze_.centre = lambda + 0.43;
    squeeze_.v_r = 0.9277 - 3.6224 / (squeeze_.b - 2.0);
    squeeze_.most = std::numeric_limits<double>::infinity();
    inverse_alpha_ = 1.1239 + 1.1328 / (squeeze_.b - 3.4);
}

double PoissonRejection::draw(SubStream& stream) const {
    for (;;) {
        const Trial trial(stream);
        const double k = trial.count(squeeze_);
        if (k < 0.0) continue;
        if (trial.accepted(squeeze_)) return k;
        if (trial.us < 0.013 && trial.v > trial.us) continue;
        const double hat =
            log(trial.v * inverse_alpha_ / (squeeze_.a / (trial.us * trial.us) + squeeze_.b));
        if (hat <= k * log_lambda_ - lambda_ - log_factorial(k)) return k;
    }
}

BinomialRejection::BinomialRejection(double n, double p) : n_(n) {
    const double deviation = sqrt(n * p * (1.0 - p));
    squeeze_.b = 1.15 + 2.53 * deviation;
    squeeze_.a = -0.0873 + 0.0248 * squeeze_.b + 0.01 * p;
    squeeze_.centre = n * p + 0.5;
    squeeze_.v_r = 0.92 - 4.2 / squeeze_.b;
    squeeze_.most = n;
    alpha_ = (2.83 + 5.1 / squeeze_.b) * deviation;
    log_odds_ = log(p / (1.0 - p));
    mode_ = floor((n + 1.0) * p);
    at_mode_ = log_factorial(mode_) + log_factorial(n - mode_);
}

double BinomialRejection::draw(SubStream& stream) const {
    for (;;) {
        const Trial trial(stream);
        const double k = trial.count(squeeze_);
        if (k < 0.0 || k > n_) continue;
        if (trial.accepted(squeeze_)) return k;
        const double hat =
            log(trial.v * alpha_ / (squeeze_.a / (trial.us * trial.us) + squeeze_.b));
        const double at_k = log_factorial(k) + log_factorial(n_ - k);
        if (hat <= at_mode_ - at_k + (k - mode_) * log_odds_) return k;
    }
}

}  // namespace brian::math
