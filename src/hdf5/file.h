#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "hdf5/handle.h"

/// Groups, datasets and attributes: the few shapes of them that results files are made of.
/// All functions throw Hdf5Error.
namespace brian {

/// Every dataset says these two things of itself.
struct DatasetText {
    std::string units;
    std::string description;
};

/// How a dataset lies in the file. Datasets with `chunk` may grow along their first dimension.
struct DatasetLayout {
    std::vector<hsize_t> extent;
    std::vector<hsize_t> chunk;  ///< empty: of fixed size, in one piece
    int gzip = 0;                ///< level; 0 none
    enum class Shuffle { No, Yes };
    Shuffle shuffle = Shuffle::No;  ///< bytes of equal weight together: integers shrink by that
};

/// The HDF5 type of T in memory and, on the little-endian machines we build for, in the file.
template <class T>
[[nodiscard]] hid_t hdf5_type();

/// The type in which a dataset of T is written while it is empty: of integers always i32, since R
/// (rhdf5 2.42) stops at empty datasets of other integers.
template <class T>
[[nodiscard]] hid_t hdf5_type_of_empty() {
    return std::is_integral_v<T> ? H5T_NATIVE_INT32 : hdf5_type<T>();
}

/// Creates the file (it must not exist), readable by HDF5 1.8 and later.
[[nodiscard]] Handle create_file(const std::string& name);

/// The group of that name in `parent`, created when it is not there.
[[nodiscard]] Handle open_group(hid_t parent, const std::string& name);

/// The same of a path of two names, "report/P_v".
[[nodiscard]] Handle open_path(hid_t parent, const std::string& path);

[[nodiscard]] Handle create_dataset(hid_t parent, const std::string& name, hid_t type,
                                    const DatasetLayout& layout, const DatasetText& text);

/// A one-dimensional dataset of fixed size, written at once.
template <class T>
Handle write_dataset(hid_t parent, const std::string& name, const std::vector<T>& values,
                     const DatasetText& text);

/// A dataset that is one number.
template <class T>
void write_scalar(hid_t parent, const std::string& name, T value, const DatasetText& text);

/// Sets an attribute: a number or a text (UTF-8, of variable length, so of any size). An attribute
/// of the same name is replaced.
template <class T>
void set_attribute(hid_t object, const std::string& name, T value);
void set_attribute(hid_t object, const std::string& name, const std::string& text);
void set_attribute(hid_t object, const std::string& name, const char* text);
/// An attribute that is a list of numbers.
template <class T>
void set_list_attribute(hid_t object, const std::string& name, std::span<const T> values);

/// The text of an attribute, or empty when there is none or it is not a text.
[[nodiscard]] std::string text_attribute(hid_t object, const std::string& name);

/// Order of the spikes in a file, as SONATA counts it.
enum class Sorting : std::uint8_t { None = 0, ById = 1, ByTime = 2 };

/// The attribute `sorting` of a group of spikes: an HDF5 enumeration over u8.
void set_sorting(hid_t group, Sorting sorting);

}  // namespace brian
