#include "math/count_distribution.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "math/count_terms.h"
#include "math/lanes.h"

namespace brian::math {

namespace {

DrawPlace shifted(DrawPlace place, std::size_t elements) {
    place.element += static_cast<std::uint32_t>(elements);
    return place;
}

double draw_from(double certain, const DrawPlace& /*place*/) {
    return certain;
}

template <class Rejection>
double draw_from(const Rejection& rejection, const DrawPlace& place) {
    SubStream stream(place.key, place.step, place.element);
    return rejection.draw(stream);
}

}  // namespace

CountDistribution::Inversion::Inversion(std::vector<double> cumulative)
    : sums(std::move(cumulative)) {
    constexpr double greatest = 65535.0;
    for (const double sum : sums) {
        const double upper = floor(sum * 0x1p16);
        if (upper <= greatest) thresholds.push_back(static_cast<std::int16_t>(upper - 0x1p15));
        if (upper >= greatest) break;  // no half word is above it
    }
}

double CountDistribution::Inversion::draw(const DrawPlace& place) const {
    const auto sum = std::lower_bound(sums.begin(), sums.end(), uniform_of_halves(place));
    return static_cast<double>(sum - sums.begin());
}

void CountDistribution::Inversion::fill(const DrawPlace& first, double* out, std::size_t n,
                                        Simd simd) const {
    const CountBelow count_below = table_of(simd).count_below;
    double counts[n_counts_at_once];
    DrawPlace place = first;
    std::size_t skipped = place.element % 8;
    place.element -= static_cast<std::uint32_t>(skipped);
    while (n > 0) {
        std::uint64_t ties = count_below({thresholds.data(), thresholds.size()}, place.key,
                                         place.step, place.element / 8, counts);
        for (; ties != 0; ties &= ties - 1) {
            const auto tied = static_cast<std::size_t>(std::countr_zero(ties));
            counts[tied] = draw(shifted(place, tied));
        }
        const std::size_t n_written = std::min(n, n_counts_at_once - skipped);
        out = std::copy_n(counts + skipped, n_written, out);
        n -= n_written;
        skipped = 0;
        place = shifted(place, n_counts_at_once);
    }
}

template <class Rejection>
void CountDistribution::fill(const Rejection& rejection, const DrawPlace& first, double* out,
                             std::size_t n, Simd simd) {
    table_of(simd).first_trials(rejection.squeeze(), first.key, first.step, first.element, out, n);
    for (std::size_t i = 0; i < n; ++i)
        if (out[i] < 0.0) out[i] = draw_from(rejection, shifted(first, i));
}

CountDistribution CountDistribution::of_poisson(double lambda) {
    CountDistribution made;
    const CountMethod method = poisson_method(lambda);
    if (method == CountMethod::Infinite) made.method_ = lambda;
    if (method == CountMethod::Inversion)
        made.method_ = Inversion(cumulative(PoissonTerms(lambda)));
    if (method == CountMethod::Rejection) made.method_ = PoissonRejection(lambda);
    return made;
}

CountDistribution CountDistribution::of_binomial(double n, double p) {
    CountDistribution made;
    made.mirrored_ = p > 0.5;
    made.n_trials_ = n;
    const double smaller_p = made.mirrored_ ? 1.0 - p : p;
    const CountMethod method = binomial_method(n, smaller_p);
    if (method == CountMethod::Inversion)
        made.method_ = Inversion(cumulative(BinomialTerms(n, smaller_p)));
    if (method == CountMethod::Rejection) made.method_ = BinomialRejection(n, smaller_p);
    return made;
}

double CountDistribution::draw(const DrawPlace& place) const {
    const double k = std::visit(
        [&place](const auto& method) {
            if constexpr (requires { method.sums; })
                return method.draw(place);
            else
                return draw_from(method, place);
        },
        method_);
    return mirrored_ ? n_trials_ - k : k;
}

void CountDistribution::fill(const DrawPlace& first, double* out, std::size_t n) const {
    fill(first, out, n, simd());
}

void CountDistribution::fill(const DrawPlace& first, double* out, std::size_t n, Simd simd) const {
    if (const auto* certain = std::get_if<double>(&method_)) std::fill_n(out, n, *certain);
    if (const auto* inversion = std::get_if<Inversion>(&method_))
        inversion->fill(first, out, n, simd);
    if (const auto* ptrs = std::get_if<PoissonRejection>(&method_))
        fill(*ptrs, first, out, n, simd);
    if (const auto* btrs = std::get_if<BinomialRejection>(&method_))
        fill(*btrs, first, out, n, simd);
    if (!mirrored_) return;
    for (std::size_t i = 0; i < n; ++i) out[i] = n_trials_ - out[i];
}

}  // namespace brian::math
