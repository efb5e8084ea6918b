#include "engine/finite_watch.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "base/format.h"

namespace brian {
namespace {

constexpr std::uint64_t exponent_bits = 0x7FF0'0000'0000'0000U;
constexpr std::uint64_t exponent_one = 0x0010'0000'0000'0000U;
constexpr std::uint64_t sign_bit = 0x8000'0000'0000'0000U;

std::vector<std::uint32_t> not_finite(const AlignedVector<double>& values) {
    std::vector<std::uint32_t> elements;
    if (all_finite(values)) return elements;
    for (std::size_t e = 0; e < values.size(); ++e)
        if (!std::isfinite(values[e])) elements.push_back(static_cast<std::uint32_t>(e));
    return elements;
}

FiniteWatch::Trouble trouble(const FiniteWatch::Watched& watched, std::uint32_t element) {
    const char* state = std::isnan(watched.column->values[element]) ? "not a number" : "infinite";
    if (watched.column->shared) return {format("{} is {}", watched.path, state)};
    return {
        format("{} of {} {} is {}", watched.path, watched.element, watched.first + element, state)};
}

}  // namespace

bool all_finite(std::span<const double> values) {
    // Only the exponent of NaN and infinity is all ones and carries into the sign bit; integers,
    // because a sum of doubles could not be spread over the lanes of a vector.
    std::uint64_t carry = 0;
    for (const double value : values)
        carry |= (std::bit_cast<std::uint64_t>(value) & exponent_bits) + exponent_one;
    return (carry & sign_bit) == 0;
}

void FiniteWatch::start() {
    for (Item& item : items_) item.known = not_finite(item.watched.column->values);
}

std::optional<FiniteWatch::Trouble> FiniteWatch::look() {
    for (Item& item : items_) {
        std::vector<std::uint32_t> now = not_finite(item.watched.column->values);
        for (const std::uint32_t element : now)
            if (!std::binary_search(item.known.begin(), item.known.end(), element))
                return trouble(item.watched, element);
        item.known = std::move(now);
    }
    return std::nullopt;
}

void FiniteWatch::list_state(const std::string& path, StateList& items) {
    for (std::size_t i = 0; i < items_.size(); ++i)
        items.push_back({format("{}.{}", path, i), &items_[i].known});
}

}  // namespace brian
