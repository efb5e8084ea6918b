#include "hdf5/column.h"

#include <array>
#include <utility>

#include "base/format.h"
#include "hdf5/deflated_chunk.h"

namespace brian {

namespace {

/// The numbers of a row that share a chunk: all of them, or, of a very long row, equal parts.
std::size_t chunk_width(std::size_t width) {
    constexpr std::size_t widest = 131072;
    const std::size_t n_parts = std::max<std::size_t>(1, (width + widest - 1) / widest);
    return std::max<std::size_t>(1, (width + n_parts - 1) / n_parts);
}

DatasetLayout layout_of_list(const ColumnChunks& chunks) {
    return {.extent = {0}, .chunk = {chunks.rows}, .gzip = chunks.gzip, .shuffle = chunks.shuffle};
}

DatasetLayout layout_of_table(const ColumnChunks& chunks, std::size_t width) {
    return {.extent = {0, width},
            .chunk = {chunks.rows, chunk_width(width)},
            .gzip = chunks.gzip,
            .shuffle = chunks.shuffle};
}

}  // namespace

template <class T>
DatasetColumn<T>::DatasetColumn(const ColumnPlace& place, const ColumnChunks& chunks)
    : DatasetColumn(place, chunks, 1, Rank::One) {}

template <class T>
DatasetColumn<T>::DatasetColumn(const ColumnPlace& place, const ColumnChunks& chunks,
                                std::size_t width)
    : DatasetColumn(place, chunks, width, Rank::Two) {}

template <class T>
DatasetColumn<T>::DatasetColumn(ColumnPlace place, const ColumnChunks& chunks, std::size_t width,
                                Rank rank)
    : place_(std::move(place)),
      chunks_(chunks),
      width_(width),
      rank_(rank),
      dataset_(create(hdf5_type_of_empty<T>())) {}

template <class T>
Handle DatasetColumn<T>::create(hid_t type) const {
    const DatasetLayout layout =
        rank_ == Rank::One ? layout_of_list(chunks_) : layout_of_table(chunks_, width_);
    return create_dataset(place_.group, place_.name, type, layout, place_.text);
}

template <class T>
void DatasetColumn<T>::settle_type() {
    if (hdf5_type_of_empty<T>() == hdf5_type<T>()) return;
    check(H5Ldelete(place_.group, place_.name.c_str(), H5P_DEFAULT),
          format("replace the dataset '{}'", place_.name));
    dataset_ = create(hdf5_type<T>());
}

template <class T>
std::uint64_t DatasetColumn<T>::rows() const {
    return width_ == 0 ? 0 : rows_written_ + filled_ / width_;
}

template <class T>
std::size_t DatasetColumn<T>::begun() const {
    return static_cast<std::size_t>(rows_written_ % chunks_.rows) * width_;
}

template <class T>
std::span<T> DatasetColumn<T>::free_part(std::size_t wanted) {
    if (buffer_.empty()) buffer_.resize(chunks_.rows * width_);
    const std::size_t free = buffer_.size() - begun() - filled_;
    return std::span<T>(buffer_).subspan(filled_, std::min(wanted, free));
}

template <class T>
void DatasetColumn<T>::commit(std::size_t n) {
    filled_ += n;
    if (begun() + filled_ < buffer_.size()) return;
    const std::size_t rewritten = begun();
    flush();
    // A compressed chunk that grows moves, and its old place is used anew: the file on the disk
    // must learn of that at once, lest a killed writer leave it pointing there.
    if (rewritten > 0) {
        check(H5Fflush(dataset_.id(), H5F_SCOPE_LOCAL),
              format("write the dataset '{}'", place_.name));
    }
}

template <class T>
void DatasetColumn<T>::flush() {
    if (filled_ == 0) return;
    if (rows_written_ == 0) settle_type();
    const std::string what = format("write the dataset '{}'", place_.name);
    const std::array<hsize_t, 2> start{rows_written_, 0};
    const std::array<hsize_t, 2> extent{rows_written_ + filled_ / width_, width_};
    check(H5Dset_extent(dataset_.id(), extent.data()), what);
    if (can_deflate())
        write_deflated_chunk<T>(dataset_.id(), start.data(), buffer_,
                                {.gzip = chunks_.gzip, .shuffle = chunks_.shuffle});
    else
        write_buffer(what);
    rows_written_ = extent[0];
    filled_ = 0;
}

template <class T>
bool DatasetColumn<T>::can_deflate() const {
    return chunks_.gzip > 0 && filled_ == buffer_.size() && begun() == 0
           && chunk_width(width_) == width_;
}

template <class T>
void DatasetColumn<T>::write_buffer(const std::string& what) {
    const int rank = rank_ == Rank::One ? 1 : 2;
    const std::array<hsize_t, 2> start{rows_written_, 0};
    const std::array<hsize_t, 2> count{filled_ / width_, width_};
    const Handle file_space(H5Dget_space(dataset_.id()), H5Sclose, what);
    check(H5Sselect_hyperslab(file_space.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(),
                              nullptr),
          what);
    const Handle memory_space(H5Screate_simple(rank, count.data(), nullptr), H5Sclose, what);
    check(H5Dwrite(dataset_.id(), hdf5_type<T>(), memory_space.id(), file_space.id(), H5P_DEFAULT,
                   buffer_.data()),
          what);
}

template class DatasetColumn<double>;
template class DatasetColumn<float>;
template class DatasetColumn<std::uint32_t>;
template class DatasetColumn<std::uint64_t>;

}  // namespace brian
