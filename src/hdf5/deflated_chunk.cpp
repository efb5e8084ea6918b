#include "hdf5/deflated_chunk.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <new>
#include <vector>

#include <libdeflate.h>

#include "hdf5/handle.h"

namespace brian {

namespace {

struct Free {
    void operator()(libdeflate_compressor* compressor) const {
        libdeflate_free_compressor(compressor);
    }
};

libdeflate_compressor& compressor_of(int level) {
    thread_local std::map<int, std::unique_ptr<libdeflate_compressor, Free>> compressors;
    auto& compressor = compressors[level];
    if (compressor == nullptr) compressor.reset(libdeflate_alloc_compressor(level));
    if (compressor == nullptr) throw std::bad_alloc();
    return *compressor;
}

/// The first bytes of all values, then the second ones, and so on.
template <std::size_t size>
std::vector<std::byte> shuffled(std::span<const std::byte> bytes) {
    const std::size_t n = bytes.size() / size;
    std::vector<std::byte> out(bytes.size());
    for (std::size_t k = 0; k < n; ++k)
        for (std::size_t byte = 0; byte < size; ++byte) out[byte * n + k] = bytes[k * size + byte];
    return out;
}

}  // namespace

template <class T>
void write_deflated_chunk(hid_t dataset, const hsize_t* offset, std::span<const T> values,
                          const ChunkFilters& filters) {
    const bool shuffle = filters.shuffle == DatasetLayout::Shuffle::Yes;
    std::span<const std::byte> bytes = std::as_bytes(values);
    std::vector<std::byte> in_order;
    if (shuffle) {
        in_order = shuffled<sizeof(T)>(bytes);
        bytes = in_order;
    }
    // Of shuffled numbers its level 1 is slower than its level 2, and leaves more.
    libdeflate_compressor& compressor =
        compressor_of(shuffle ? std::max(filters.gzip, 2) : filters.gzip);
    std::vector<std::byte> packed(libdeflate_zlib_compress_bound(&compressor, bytes.size()));
    const std::size_t n = libdeflate_zlib_compress(&compressor, bytes.data(), bytes.size(),
                                                   packed.data(), packed.size());
    constexpr std::uint32_t all_filters = 0;
    check(H5Dwrite_chunk(dataset, H5P_DEFAULT, all_filters, offset, n, packed.data()),
          "write a chunk of a dataset");
}

template void write_deflated_chunk(hid_t, const hsize_t*, std::span<const double>,
                                   const ChunkFilters&);
template void write_deflated_chunk(hid_t, const hsize_t*, std::span<const float>,
                                   const ChunkFilters&);
template void write_deflated_chunk(hid_t, const hsize_t*, std::span<const std::uint32_t>,
                                   const ChunkFilters&);
template void write_deflated_chunk(hid_t, const hsize_t*, std::span<const std::uint64_t>,
                                   const ChunkFilters&);

}  // namespace brian
