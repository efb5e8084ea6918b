#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "kernels/kernel.h"

namespace brian {

/// Whether several elements may stand for the same place in memory.
[[nodiscard]] bool is_shared_place(Binding::Access access);
/// Whether the access gives a number of the element instead of memory.
[[nodiscard]] bool is_index(Binding::Access access);

/// A number of an array; 0 of nothing.
[[nodiscard]] std::uint32_t number_at(const IndexArray& numbers, std::size_t k);

/// The elements that are worked on at once: first, first + 1 ... or those listed.
struct Tile {
    std::uint32_t first = 0;
    std::size_t n = 0;
    const std::uint32_t* elements = nullptr;      ///< one per element; null when contiguous
    const std::uint32_t* sources = nullptr;       ///< row.source of each element; null outside rows
    std::optional<std::uint32_t> place_in_row{};  ///< of the first, if all are of a single row
    [[nodiscard]] bool contiguous() const { return elements == nullptr; }
};

/// Where the places of all elements follow each other: the first of them; else nullptr.
[[nodiscard]] double* first_place(const Binding& binding, const Tile& tile);

/// The values of a name for each element of the tile.
void gather(const Binding& binding, const Tile& tile, double* out);

/// Values for the elements of a tile: values[k * stride], so that a stride of 0 is one number for
/// all.
struct TileValues {
    const double* values = nullptr;
    std::size_t stride = 1;
    [[nodiscard]] double at(std::size_t k) const { return values[k * stride]; }
};
/// name = value, one element after the other: where several elements stand for one place the last
/// wins.
void scatter(const Binding& binding, const Tile& tile, TileValues values);
/// name += value, one element after the other.
void accumulate(const Binding& binding, const Tile& tile, TileValues values);

}  // namespace brian
