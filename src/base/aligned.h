#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace brian {

/// Allocates on cache-line boundaries, so that a tile of doubles never straddles a line at its
/// start.
template <class T>
struct AlignedAllocator {
    using value_type = T;
    static constexpr std::align_val_t alignment{64};

    AlignedAllocator() = default;
    template <class U>
    explicit AlignedAllocator(const AlignedAllocator<U>& /*other*/) {}

    T* allocate(std::size_t n) { return static_cast<T*>(::operator new(n * sizeof(T), alignment)); }
    void deallocate(T* memory, std::size_t /*n*/) { ::operator delete(memory, alignment); }

    template <class U>
    bool operator==(const AlignedAllocator<U>& /*other*/) const {
        return true;
    }
};

template <class T>
using AlignedVector = std::vector<T, AlignedAllocator<T>>;

}  // namespace brian
