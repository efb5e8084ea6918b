#include "math/trials.h"

#include <algorithm>

#include "math/functions.h"
#include "math/lanes.h"

namespace brian::math {

namespace {

constexpr std::size_t n_at_once = 16;    // deviates, of the widest lanes
constexpr std::size_t most_first = 512;  // so that they stay in the first-level cache

/// The expected number of successes and a standard deviation more, in whole vectors.
std::size_t usual_gaps(double p, std::uint32_t n) {
    const double expected = p * n;
    const double usual = expected + sqrt(expected) + 1.0;
    if (!(usual < static_cast<double>(most_first))) return most_first;
    return (static_cast<std::size_t>(usual) + n_at_once - 1) / n_at_once * n_at_once;
}

}  // namespace

GeometricGap::GeometricGap(double p) : log_failure_(log1p(-p)) {}

std::uint64_t GeometricGap::draw(SubStream& stream, std::uint64_t limit) const {
    const double gap = log(stream.next()) / log_failure_;
    return gap < static_cast<double>(limit) ? static_cast<std::uint64_t>(gap) : limit;
}

Trials::Trials(double p, std::uint32_t n)
    : log_failure_(log1p(-p)), n_(n), n_first_(usual_gaps(p, n)), gaps_(n_first_) {}

std::span<const std::uint32_t> Trials::successes(StreamKey key, std::int64_t step,
                                                 std::uint32_t element) {
    const LanesTable& lanes = table_of(simd());
    successes_.clear();
    std::uint64_t trial = 0;
    std::uint32_t draw = 1;
    for (std::size_t n_gaps = n_first_;; n_gaps = n_at_once) {
        lanes.sub_stream(key, step, element, draw, gaps_.data(), n_gaps);
        lanes.log(gaps_.data(), gaps_.data(), n_gaps);
        draw += static_cast<std::uint32_t>(n_gaps / 2);
        for (const double log_u : std::span(gaps_).first(n_gaps)) {
            const double gap = log_u / log_failure_;
            if (!(gap < static_cast<double>(n_ - trial))) return successes_;
            trial += static_cast<std::uint64_t>(gap);
            successes_.push_back(static_cast<std::uint32_t>(trial++));
        }
    }
}

}  // namespace brian::math
