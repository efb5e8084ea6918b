#pragma once

#include <cstddef>
#include <cstdint>

namespace brian {

/// The half-open range [begin, end) of neurons or synapses.
struct IndexRange {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    [[nodiscard]] std::size_t size() const { return end - begin; }
    [[nodiscard]] bool contains(std::uint32_t index) const { return index >= begin && index < end; }
    bool operator==(const IndexRange&) const = default;
};

}  // namespace brian
