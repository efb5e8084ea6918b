#include "math/variates.h"

#include <cmath>
#include <limits>

#include "math/count_rejection.h"
#include "math/count_terms.h"
#include "math/functions.h"

namespace brian::math {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double inversion_limit = 10.0;  // mean below which inversion is the faster method

bool is_whole(double n) {
    return n >= 0.0 && floor(n) == n && !std::isinf(n);
}

/// What gives the deviates that one distribution needs.
struct OfStream {
    SubStream& stream;
    [[nodiscard]] double to_invert() const { return stream.next(); }
    [[nodiscard]] SubStream& trials() const { return stream; }
};
struct OfPlace {
    const DrawPlace& place;
    SubStream stream{place.key, place.step, place.element};
    [[nodiscard]] double to_invert() const { return uniform_of_halves(place); }
    [[nodiscard]] SubStream& trials() { return stream; }
};

template <class Deviates>
double poisson_from(double lambda, Deviates deviates) {
    switch (poisson_method(lambda)) {
        case CountMethod::Undefined:
            return not_a_number;
        case CountMethod::Infinite:
            return lambda;
        case CountMethod::Inversion:
            return invert(PoissonTerms(lambda), deviates.to_invert());
        case CountMethod::Rejection:
            return PoissonRejection(lambda).draw(deviates.trials());
    }
    return not_a_number;
}

template <class Deviates>
double binomial_from(double n, double p, Deviates deviates) {
    const bool mirrored = p > 0.5;
    const double smaller_p = mirrored ? 1.0 - p : p;
    double k = not_a_number;
    const CountMethod method = binomial_method(n, smaller_p);
    if (method == CountMethod::Inversion)
        k = invert(BinomialTerms(n, smaller_p), deviates.to_invert());
    if (method == CountMethod::Rejection)
        k = BinomialRejection(n, smaller_p).draw(deviates.trials());
    return mirrored ? n - k : k;
}

}  // namespace

CountMethod poisson_method(double lambda) {
    if (!(lambda >= 0.0)) return CountMethod::Undefined;
    if (std::isinf(lambda)) return CountMethod::Infinite;
    return lambda < inversion_limit ? CountMethod::Inversion : CountMethod::Rejection;
}

CountMethod binomial_method(double n, double p) {
    if (!is_whole(n) || !(p >= 0.0 && p <= 1.0)) return CountMethod::Undefined;
    return n * p < inversion_limit ? CountMethod::Inversion : CountMethod::Rejection;
}

double poisson(double lambda, SubStream& stream) {
    return poisson_from(lambda, OfStream{stream});
}

double poisson(double lambda, const DrawPlace& place) {
    return poisson_from(lambda, OfPlace{place});
}

double binomial(double n, double p, SubStream& stream) {
    return binomial_from(n, p, OfStream{stream});
}

double binomial(double n, double p, const DrawPlace& place) {
    return binomial_from(n, p, OfPlace{place});
}

double uniform_of_halves(const DrawPlace& place) {
    const Bits shared = random_bits(place.key, place.step, place.element / 8);
    const Bits own = random_bits(place.key, place.step, place.element, 1);
    const std::uint64_t half = shared.at(place.element % 8 / 2) >> place.element % 2 * 16 & 0xFFFFU;
    const std::uint64_t rest = std::uint64_t{own[1]} << 32 | own[0];
    return (static_cast<double>(half << 36 | rest >> 28) + 0.5) * 0x1p-52;
}

}  // namespace brian::math
