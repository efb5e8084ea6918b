#include "kernels/access.h"

#include <algorithm>

namespace brian {
namespace {

/// Calls work(e) with a function that gives the number of the k-th element.
template <class Work>
void with_elements(const Tile& tile, const Work& work) {
    if (tile.contiguous())
        work([first = tile.first](std::size_t k) { return first + k; });
    else
        work([elements = tile.elements](std::size_t k) -> std::size_t { return elements[k]; });
}

/// Calls work(place) with a function that gives, for the k-th element, what Gathered accesses
/// index.
template <class Work>
void with_gathered(const Binding& binding, const Tile& tile, const Work& work) {
    with_elements(tile, [&](const auto& element) {
        if (const auto* narrow = std::get_if<const std::uint16_t*>(&binding.index))
            work([index = *narrow, element](std::size_t k) -> std::size_t {
                return index[element(k)];
            });
        else if (const auto* wide = std::get_if<const std::uint32_t*>(&binding.index))
            work([index = *wide, element](std::size_t k) -> std::size_t {
                return index[element(k)];
            });
    });
}

/// Calls work(place) with a function that gives, for the k-th element, the position in memory or
/// the number of the element that the access means.
template <class Work>
void with_places(const Binding& binding, const Tile& tile, const Work& work) {
    switch (binding.access) {
        case Binding::Access::Element:
        case Binding::Access::ElementIndex:
            with_elements(tile, work);
            return;
        case Binding::Access::Shared:
            work([](std::size_t /*k*/) -> std::size_t { return 0; });
            return;
        case Binding::Access::Row:
        case Binding::Access::RowIndex:
            work([sources = tile.sources](std::size_t k) -> std::size_t { return sources[k]; });
            return;
        case Binding::Access::Gathered:
        case Binding::Access::GatheredIndex:
            with_gathered(binding, tile, work);
            return;
    }
}

/// Whether the numbers are first, first + 1 ..., as in rows of synapses onto all neurons.
template <class Index>
bool consecutive(const Index* numbers, std::size_t n) {
    if (n == 0 || static_cast<std::size_t>(numbers[n - 1] - numbers[0]) != n - 1) return false;
    // All in the type of the numbers, so that as many as possible fit into a vector.
    const Index count = static_cast<Index>(n);
    Index expected = numbers[0];
    Index differs = 0;
    for (Index k = 0; k < count; ++k) {
        differs = static_cast<Index>(differs | (numbers[k] ^ expected));
        expected = static_cast<Index>(expected + 1);
    }
    return differs == 0;
}

/// accumulate() where elements that follow each other mostly stand for the same place: the sum
/// stays in a register.
template <class Place>
void accumulate_in_runs(double* data, const Place& place, std::size_t n, TileValues values) {
    for (std::size_t k = 0; k < n;) {
        const std::size_t here = place(k);
        double sum = data[here];
        for (; k < n && place(k) == here; ++k) sum += values.at(k);
        data[here] = sum;
    }
}

}  // namespace

bool is_shared_place(Binding::Access access) {
    return access == Binding::Access::Shared || access == Binding::Access::Gathered
           || access == Binding::Access::Row;
}

std::uint32_t number_at(const IndexArray& numbers, std::size_t k) {
    if (const auto* narrow = std::get_if<const std::uint16_t*>(&numbers)) return (*narrow)[k];
    const auto* wide = std::get_if<const std::uint32_t*>(&numbers);
    return wide == nullptr ? 0 : (*wide)[k];
}

bool is_index(Binding::Access access) {
    return access == Binding::Access::ElementIndex || access == Binding::Access::RowIndex
           || access == Binding::Access::GatheredIndex;
}

/// Where the places of all elements follow each other: the first of them; else nullptr.
double* first_place(const Binding& binding, const Tile& tile) {
    if (binding.access == Binding::Access::Row)
        return consecutive(tile.sources, tile.n) ? binding.data + tile.sources[0] : nullptr;
    if (binding.access != Binding::Access::Gathered || !tile.contiguous()) return nullptr;
    if (binding.counts_from && tile.place_in_row)
        return binding.data + *binding.counts_from + *tile.place_in_row;
    if (const auto* narrow = std::get_if<const std::uint16_t*>(&binding.index)) {
        const std::uint16_t* const index = *narrow + tile.first;
        return consecutive(index, tile.n) ? binding.data + *index : nullptr;
    }
    return nullptr;
}

void gather(const Binding& binding, const Tile& tile, double* out) {
    const bool numbers = is_index(binding.access);
    if (const double* first = first_place(binding, tile)) {
        std::copy(first, first + tile.n, out);
        return;
    }
    with_places(binding, tile, [&](const auto& place) {
        if (numbers)
            for (std::size_t k = 0; k < tile.n; ++k)
                out[k] = static_cast<double>(place(k)) + binding.offset;
        else
            for (std::size_t k = 0; k < tile.n; ++k) out[k] = binding.data[place(k)];
    });
}

void scatter(const Binding& binding, const Tile& tile, TileValues values) {
    with_places(binding, tile, [&](const auto& place) {
        for (std::size_t k = 0; k < tile.n; ++k) binding.data[place(k)] = values.at(k);
    });
}

void accumulate(const Binding& binding, const Tile& tile, TileValues values) {
    const bool in_runs = binding.access != Binding::Access::Gathered;
    with_places(binding, tile, [&](const auto& place) {
        if (in_runs) {
            accumulate_in_runs(binding.data, place, tile.n, values);
            return;
        }
        for (std::size_t k = 0; k < tile.n; ++k) binding.data[place(k)] += values.at(k);
    });
}

}  // namespace brian
