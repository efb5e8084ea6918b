#include "hdf5/file.h"

#include <algorithm>
#include <array>

#include "base/format.h"

namespace brian {

namespace {

/// Metadata stays in memory until the next flush. HDF5 would otherwise write some of it whenever
/// its cache is full, and a writer killed between two flushes would leave a file that contradicts
/// itself.
void keep_metadata_until_flush(hid_t access) {
    H5AC_cache_config_t config{};
    config.version = H5AC__CURR_CACHE_CONFIG_VERSION;
    check(H5Pget_mdc_config(access, &config), "read the cache settings");
    config.evictions_enabled = 0;
    config.incr_mode = H5C_incr__off;
    config.flash_incr_mode = H5C_flash_incr__off;
    config.decr_mode = H5C_decr__off;
    check(H5Pset_mdc_config(access, &config), "set the cache settings");
}

/// The same run shall give the same bytes: no times of creation.
void leave_out_times(hid_t creation) {
    check(H5Pset_obj_track_times(creation, 0), "switch off time stamps");
}

Handle creation_properties(hid_t type, const DatasetLayout& layout) {
    Handle creation(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, "make a dataset");
    leave_out_times(creation.id());
    if (layout.chunk.empty()) return creation;
    const int rank = static_cast<int>(layout.chunk.size());
    check(H5Pset_chunk(creation.id(), rank, layout.chunk.data()), "set the chunks");
    if (layout.gzip == 0) return creation;
    if (layout.shuffle == DatasetLayout::Shuffle::Yes && H5Tget_size(type) > 1) {
        check(H5Pset_shuffle(creation.id()), "set the shuffle filter");
    }
    check(H5Pset_deflate(creation.id(), static_cast<unsigned>(layout.gzip)), "set the gzip filter");
    return creation;
}

/// HDF5 caches chunks of up to that size; larger ones would be read back for every partial write.
Handle access_properties(hid_t type, const DatasetLayout& layout) {
    Handle access(H5Pcreate(H5P_DATASET_ACCESS), H5Pclose, "make a dataset");
    std::size_t bytes = H5Tget_size(type);
    for (const hsize_t length : layout.chunk) bytes *= length;
    constexpr std::size_t slots = 101;
    check(H5Pset_chunk_cache(access.id(), slots, bytes + 1, H5D_CHUNK_CACHE_W0_DEFAULT),
          "set the chunk cache");
    return access;
}

Handle dataspace_of(const DatasetLayout& layout) {
    if (layout.extent.empty()) return {H5Screate(H5S_SCALAR), H5Sclose, "make a dataspace"};
    std::vector<hsize_t> largest = layout.extent;
    if (!layout.chunk.empty()) {
        largest.front() = H5S_UNLIMITED;
        // Chunks are never empty, and may not be longer than their dimension can get.
        std::replace(largest.begin(), largest.end(), hsize_t{0}, H5S_UNLIMITED);
    }
    const int rank = static_cast<int>(layout.extent.size());
    return {H5Screate_simple(rank, layout.extent.data(), largest.data()), H5Sclose,
            "make a dataspace"};
}

Handle text_type() {
    Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "make a text type");
    check(H5Tset_size(type.id(), H5T_VARIABLE), "make a text type");
    check(H5Tset_cset(type.id(), H5T_CSET_UTF8), "make a text type");
    return type;
}

void write_attribute(hid_t object, const std::string& name, hid_t type, hid_t space,
                     const void* value) {
    const std::string what = format("write the attribute '{}'", name);
    const htri_t there = H5Aexists(object, name.c_str());
    check(there, what);
    if (there > 0) check(H5Adelete(object, name.c_str()), what);
    const Handle attribute(H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT),
                           H5Aclose, what);
    check(H5Awrite(attribute.id(), type, value), what);
}

Handle scalar_space() {
    return {H5Screate(H5S_SCALAR), H5Sclose, "make a dataspace"};
}

std::string fixed_text(hid_t attribute, hid_t type) {
    std::string text(H5Tget_size(type), '\0');
    check(H5Aread(attribute, type, text.data()), "read a text attribute");
    return text.substr(0, text.find('\0'));
}

std::string variable_text(hid_t attribute, hid_t type) {
    char* text = nullptr;
    check(H5Aread(attribute, type, static_cast<void*>(&text)), "read a text attribute");
    std::string copy = text == nullptr ? "" : text;
    check(H5free_memory(text), "read a text attribute");
    return copy;
}

}  // namespace

template <>
hid_t hdf5_type<double>() {
    return H5T_NATIVE_DOUBLE;
}
template <>
hid_t hdf5_type<float>() {
    return H5T_NATIVE_FLOAT;
}
template <>
hid_t hdf5_type<std::int32_t>() {
    return H5T_NATIVE_INT32;
}
template <>
hid_t hdf5_type<std::int64_t>() {
    return H5T_NATIVE_INT64;
}
template <>
hid_t hdf5_type<std::uint8_t>() {
    return H5T_NATIVE_UINT8;
}
template <>
hid_t hdf5_type<std::uint32_t>() {
    return H5T_NATIVE_UINT32;
}
template <>
hid_t hdf5_type<std::uint64_t>() {
    return H5T_NATIVE_UINT64;
}

Handle create_file(const std::string& name) {
    const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "set up the file");
    check(H5Pset_libver_bounds(access.id(), H5F_LIBVER_EARLIEST, H5F_LIBVER_V18),
          "choose the file format");
    keep_metadata_until_flush(access.id());
    const Handle creation(H5Pcreate(H5P_FILE_CREATE), H5Pclose, "set up the file");
    leave_out_times(creation.id());
    return {H5Fcreate(name.c_str(), H5F_ACC_EXCL, creation.id(), access.id()), H5Fclose,
            format("create '{}'", name)};
}

Handle open_group(hid_t parent, const std::string& name) {
    const std::string what = format("create the group '{}'", name);
    const htri_t there = H5Lexists(parent, name.c_str(), H5P_DEFAULT);
    check(there, what);
    if (there > 0) return {H5Gopen2(parent, name.c_str(), H5P_DEFAULT), H5Gclose, what};
    const Handle creation(H5Pcreate(H5P_GROUP_CREATE), H5Pclose, what);
    leave_out_times(creation.id());
    return {H5Gcreate2(parent, name.c_str(), H5P_DEFAULT, creation.id(), H5P_DEFAULT), H5Gclose,
            what};
}

Handle open_path(hid_t parent, const std::string& path) {
    const std::size_t slash = path.find('/');
    const Handle outer = open_group(parent, path.substr(0, slash));
    return open_group(outer.id(), path.substr(slash + 1));
}

Handle create_dataset(hid_t parent, const std::string& name, hid_t type,
                      const DatasetLayout& layout, const DatasetText& text) {
    const Handle space = dataspace_of(layout);
    const Handle creation = creation_properties(type, layout);
    const Handle access = access_properties(type, layout);
    Handle dataset(
        H5Dcreate2(parent, name.c_str(), type, space.id(), H5P_DEFAULT, creation.id(), access.id()),
        H5Dclose, format("create the dataset '{}'", name));
    set_attribute(dataset.id(), "units", text.units);
    set_attribute(dataset.id(), "description", text.description);
    return dataset;
}

template <class T>
Handle write_dataset(hid_t parent, const std::string& name, const std::vector<T>& values,
                     const DatasetText& text) {
    const hid_t type = values.empty() ? hdf5_type_of_empty<T>() : hdf5_type<T>();
    Handle dataset =
        create_dataset(parent, name, type, {.extent = {values.size()}, .chunk = {}}, text);
    if (values.empty()) return dataset;
    check(H5Dwrite(dataset.id(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
          format("write the dataset '{}'", name));
    return dataset;
}

template <class T>
void write_scalar(hid_t parent, const std::string& name, T value, const DatasetText& text) {
    const Handle dataset =
        create_dataset(parent, name, hdf5_type<T>(), {.extent = {}, .chunk = {}}, text);
    check(H5Dwrite(dataset.id(), hdf5_type<T>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, &value),
          format("write the dataset '{}'", name));
}

template <class T>
void set_attribute(hid_t object, const std::string& name, T value) {
    write_attribute(object, name, hdf5_type<T>(), scalar_space().id(), &value);
}

void set_attribute(hid_t object, const std::string& name, const std::string& text) {
    const char* characters = text.c_str();
    write_attribute(object, name, text_type().id(), scalar_space().id(),
                    static_cast<const void*>(&characters));
}

void set_attribute(hid_t object, const std::string& name, const char* text) {
    set_attribute(object, name, std::string(text));
}

template <class T>
void set_list_attribute(hid_t object, const std::string& name, std::span<const T> values) {
    const hsize_t length = values.size();
    const Handle space(H5Screate_simple(1, &length, nullptr), H5Sclose, "make a dataspace");
    write_attribute(object, name, hdf5_type<T>(), space.id(), values.data());
}

std::string text_attribute(hid_t object, const std::string& name) {
    if (H5Aexists(object, name.c_str()) <= 0) return {};
    const std::string what = format("read the attribute '{}'", name);
    const Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, what);
    const Handle type(H5Aget_type(attribute.id()), H5Tclose, what);
    const Handle space(H5Aget_space(attribute.id()), H5Sclose, what);
    if (H5Tget_class(type.id()) != H5T_STRING) return {};
    if (H5Sget_simple_extent_npoints(space.id()) != 1) return {};
    if (H5Tis_variable_str(type.id()) > 0) return variable_text(attribute.id(), type.id());
    return fixed_text(attribute.id(), type.id());
}

void set_sorting(hid_t group, Sorting sorting) {
    const Handle type(H5Tenum_create(H5T_STD_U8LE), H5Tclose, "make the type of 'sorting'");
    constexpr std::array<const char*, 3> names{"none", "by_id", "by_time"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto value = static_cast<std::uint8_t>(i);
        check(H5Tenum_insert(type.id(), names.at(i), &value), "make the type of 'sorting'");
    }
    write_attribute(group, "sorting", type.id(), scalar_space().id(), &sorting);
}

template Handle write_dataset(hid_t, const std::string&, const std::vector<double>&,
                              const DatasetText&);
template Handle write_dataset(hid_t, const std::string&, const std::vector<float>&,
                              const DatasetText&);
template Handle write_dataset(hid_t, const std::string&, const std::vector<std::int32_t>&,
                              const DatasetText&);
template Handle write_dataset(hid_t, const std::string&, const std::vector<std::uint32_t>&,
                              const DatasetText&);
template Handle write_dataset(hid_t, const std::string&, const std::vector<std::uint64_t>&,
                              const DatasetText&);
template void write_scalar(hid_t, const std::string&, std::uint64_t, const DatasetText&);
template void set_attribute(hid_t, const std::string&, double);
template void set_attribute(hid_t, const std::string&, std::uint8_t);
template void set_attribute(hid_t, const std::string&, std::uint32_t);
template void set_attribute(hid_t, const std::string&, std::int64_t);
template void set_attribute(hid_t, const std::string&, std::uint64_t);
template void set_list_attribute(hid_t, const std::string&, std::span<const std::uint32_t>);

}  // namespace brian
