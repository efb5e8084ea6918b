#include "components/connections/sample.h"

#include <algorithm>

namespace brian {

namespace {

/// A whole number in [0, limit).
std::uint32_t below(std::uint32_t limit, math::SubStream& stream) {
    const double scaled = stream.next() * static_cast<double>(limit);
    return std::min(static_cast<std::uint32_t>(scaled), limit - 1);
}

}  // namespace

const std::vector<std::uint32_t>& Sampler::draw(std::uint32_t n, std::uint32_t among,
                                                math::SubStream& stream) {
    ++draw_;
    chosen_.clear();
    for (std::uint32_t last = among - n; last < among; ++last) {
        const std::uint32_t candidate = below(last + 1, stream);
        const std::uint32_t member = drawn_in_[candidate] == draw_ ? last : candidate;
        drawn_in_[member] = draw_;
        chosen_.push_back(member);
    }
    return chosen_;
}

}  // namespace brian
