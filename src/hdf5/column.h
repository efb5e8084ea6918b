#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "hdf5/file.h"

namespace brian {

/// Where a growing dataset stands and what its rows are.
struct ColumnPlace {
    hid_t group = H5I_INVALID_HID;
    std::string name;
    DatasetText text;
};

/// How it is cut into chunks, in the file and in memory.
struct ColumnChunks {
    std::size_t rows = 65536;  ///< to a chunk
    int gzip = 0;
    DatasetLayout::Shuffle shuffle = DatasetLayout::Shuffle::No;
};

/// A dataset that grows along its first dimension. Rows are collected in memory and written when a
/// chunk of them is full, so that memory stays bounded and the disk sees long, aligned writes.
/// All functions throw Hdf5Error.
template <class T>
class DatasetColumn {
  public:
    /// One number a row: a one-dimensional dataset.
    DatasetColumn(const ColumnPlace& place, const ColumnChunks& chunks);
    /// `width` numbers a row: a dataset of shape [rows, width].
    DatasetColumn(const ColumnPlace& place, const ColumnChunks& chunks, std::size_t width);

    /// Appends convert(value) for each of the values: whole rows.
    template <class From, class Convert>
    void append(std::span<const From> values, Convert convert) {
        while (!values.empty()) {
            const std::span<T> room = free_part(values.size());
            std::transform(values.begin(), values.begin() + std::ssize(room), room.begin(),
                           convert);
            commit(room.size());
            values = values.subspan(room.size());
        }
    }
    /// Writes the rows that are still in memory.
    void flush();

    [[nodiscard]] std::uint64_t rows() const;
    [[nodiscard]] std::size_t width() const { return width_; }
    [[nodiscard]] hid_t id() const { return dataset_.id(); }

  private:
    /// Values of the current chunk that are in the file already: it was flushed half full.
    [[nodiscard]] std::size_t begun() const;
    /// The part of the buffer that can be filled next, of `wanted` values at most.
    std::span<T> free_part(std::size_t wanted);
    void commit(std::size_t n);
    /// The buffer is a chunk that is to be compressed.
    [[nodiscard]] bool can_deflate() const;
    void write_buffer(const std::string& what);

    enum class Rank { One, Two };
    DatasetColumn(ColumnPlace place, const ColumnChunks& chunks, std::size_t width, Rank rank);
    [[nodiscard]] Handle create(hid_t type) const;
    /// The first rows are coming: the dataset gets the type of its values.
    void settle_type();

    ColumnPlace place_;
    ColumnChunks chunks_;
    std::size_t width_;
    Rank rank_;
    Handle dataset_;
    std::vector<T> buffer_;  ///< of a whole chunk, once something is appended
    std::size_t filled_ = 0;
    std::uint64_t rows_written_ = 0;
};

extern template class DatasetColumn<double>;
extern template class DatasetColumn<float>;
extern template class DatasetColumn<std::uint32_t>;
extern template class DatasetColumn<std::uint64_t>;

}  // namespace brian
