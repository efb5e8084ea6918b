#include "components/connections/sample.h"

#include <algorithm>

namespace brian {

namespace {

/// Of so many members one must be chosen for a walk through all to be faster than sorting.
constexpr std::uint64_t dense = 64;

/// A whole number in [0, limit).
std::uint32_t below(std::uint32_t limit, double deviate) {
    const double scaled = deviate * static_cast<double>(limit);
    return std::min(static_cast<std::uint32_t>(scaled), limit - 1);
}

}  // namespace

const std::vector<std::uint32_t>& Sampler::draw(std::uint32_t n, std::uint32_t among,
                                                math::SubStream& stream) {
    ++draw_;
    chosen_.resize(n);
    deviates_.resize(n);
    stream.fill(deviates_.data(), n);
    for (std::uint32_t k = 0; k < n; ++k) {
        const std::uint32_t last = among - n + k;
        const std::uint32_t candidate = below(last + 1, deviates_[k]);
        const std::uint32_t member = drawn_in_[candidate] == draw_ ? last : candidate;
        drawn_in_[member] = draw_;
        chosen_[k] = member;
    }
    return chosen_;
}

const std::vector<std::uint32_t>& Sampler::draw_ascending(std::uint32_t n, std::uint32_t among,
                                                          math::SubStream& stream) {
    (void)draw(n, among, stream);
    if (n * dense < among) {
        std::sort(chosen_.begin(), chosen_.end());
        return chosen_;
    }
    chosen_.resize(n + std::size_t{1});  // one too many, so that there is no branch
    std::size_t found = 0;
    for (std::uint32_t member = 0; member < among; ++member) {
        chosen_[found] = member;
        found += drawn_in_[member] == draw_ ? 1 : 0;
    }
    chosen_.resize(n);
    return chosen_;
}

}  // namespace brian
