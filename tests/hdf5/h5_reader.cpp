#include "hdf5/h5_reader.h"

#include <stdexcept>

#include <hdf5_hl.h>

namespace brian {

namespace {

/// The id or status, if it is one.
template <class Id>
Id valid(Id id, const std::string& what) {
    if (id < 0) throw std::runtime_error("cannot read " + what);
    return id;
}

std::string type_name(hid_t type) {
    const std::string bits = std::to_string(H5Tget_size(type) * 8);
    switch (H5Tget_class(type)) {
        case H5T_FLOAT:
            return "f" + bits;
        case H5T_INTEGER:
            return (H5Tget_sign(type) == H5T_SGN_NONE ? "u" : "i") + bits;
        case H5T_ENUM:
            return "enum" + bits;
        case H5T_STRING:
            return H5Tis_variable_str(type) > 0 && H5Tget_cset(type) == H5T_CSET_UTF8 ? "utf8"
                                                                                      : "string";
        default:
            return "other";
    }
}

std::string first_scale_name(hid_t dataset, unsigned dimension) {
    std::string found;
    const auto visit = [](hid_t /*dataset*/, unsigned /*dimension*/, hid_t scale, void* name) {
        std::string path(1024, '\0');
        const ssize_t length = H5Iget_name(scale, path.data(), path.size());
        *static_cast<std::string*>(name) = path.substr(0, static_cast<std::size_t>(length));
        return 1;
    };
    H5DSiterate_scales(dataset, dimension, nullptr, visit, &found);
    return found;
}

}  // namespace

H5Reader::H5Reader(const std::string& file_name)
    : file_(valid(H5Fopen(file_name.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), file_name)) {}

H5Reader::~H5Reader() {
    H5Fclose(file_);
}

bool H5Reader::has(const std::string& path) const {
    for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
        if (H5Lexists(file_, path.substr(0, end).c_str(), H5P_DEFAULT) <= 0) return false;
        if (end == std::string::npos) return true;
    }
}

std::vector<std::string> H5Reader::names(const std::string& group) const {
    std::vector<std::string> found;
    const auto visit = [](hid_t /*group*/, const char* name, const H5L_info_t* /*info*/,
                          void* list) {
        static_cast<std::vector<std::string>*>(list)->emplace_back(name);
        return 0;
    };
    hsize_t index = 0;
    const hid_t id = valid(H5Gopen2(file_, group.c_str(), H5P_DEFAULT), group);
    H5Literate(id, H5_INDEX_NAME, H5_ITER_INC, &index, visit, &found);
    H5Gclose(id);
    return found;
}

std::vector<hsize_t> H5Reader::shape(const std::string& dataset) const {
    const hid_t id = valid(H5Dopen2(file_, dataset.c_str(), H5P_DEFAULT), dataset);
    const hid_t space = H5Dget_space(id);
    std::vector<hsize_t> lengths(static_cast<std::size_t>(H5Sget_simple_extent_ndims(space)));
    H5Sget_simple_extent_dims(space, lengths.data(), nullptr);
    H5Sclose(space);
    H5Dclose(id);
    return lengths;
}

std::vector<hsize_t> H5Reader::chunk(const std::string& dataset) const {
    const hid_t id = valid(H5Dopen2(file_, dataset.c_str(), H5P_DEFAULT), dataset);
    const hid_t creation = H5Dget_create_plist(id);
    std::vector<hsize_t> lengths(shape(dataset).size());
    const int rank = H5Pget_chunk(creation, static_cast<int>(lengths.size()), lengths.data());
    H5Pclose(creation);
    H5Dclose(id);
    valid(rank, "chunks of " + dataset);
    return lengths;
}

std::vector<double> H5Reader::values(const std::string& dataset) const {
    const hid_t id = valid(H5Dopen2(file_, dataset.c_str(), H5P_DEFAULT), dataset);
    std::size_t n = 1;
    for (const hsize_t length : shape(dataset)) n *= length;
    std::vector<double> numbers(n);
    const herr_t status =
        n == 0 ? 0 : H5Dread(id, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data());
    H5Dclose(id);
    valid(status, dataset);
    return numbers;
}

std::vector<float> H5Reader::floats(const std::string& dataset) const {
    const std::vector<double> doubles = values(dataset);
    std::vector<float> numbers;
    for (const double number : doubles) numbers.push_back(static_cast<float>(number));
    return numbers;
}

std::string H5Reader::type(const std::string& dataset) const {
    const hid_t id = valid(H5Dopen2(file_, dataset.c_str(), H5P_DEFAULT), dataset);
    const hid_t type = H5Dget_type(id);
    const std::string name = type_name(type);
    H5Tclose(type);
    H5Dclose(id);
    return name;
}

std::string H5Reader::attribute_type(const std::string& object, const std::string& name) const {
    const hid_t id =
        valid(H5Aopen_by_name(file_, object.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT), name);
    const hid_t type = H5Aget_type(id);
    const std::string found = type_name(type);
    H5Tclose(type);
    H5Aclose(id);
    return found;
}

std::string H5Reader::text(const std::string& object, const std::string& name) const {
    const hid_t id =
        valid(H5Aopen_by_name(file_, object.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT), name);
    const hid_t type = H5Aget_type(id);
    char* characters = nullptr;
    const herr_t status = H5Aread(id, type, static_cast<void*>(&characters));
    const std::string found = characters == nullptr ? "" : characters;
    H5free_memory(characters);
    H5Tclose(type);
    H5Aclose(id);
    valid(status, name);
    return found;
}

std::vector<double> H5Reader::numbers(const std::string& object, const std::string& name) const {
    const hid_t id =
        valid(H5Aopen_by_name(file_, object.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT), name);
    const hid_t space = H5Aget_space(id);
    std::vector<double> found(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
    const hid_t type = H5Aget_type(id);
    const bool is_enum = H5Tget_class(type) == H5T_ENUM;
    std::uint8_t small = 0;
    const herr_t status =
        is_enum ? H5Aread(id, type, &small) : H5Aread(id, H5T_NATIVE_DOUBLE, found.data());
    if (is_enum) found.front() = small;
    H5Tclose(type);
    H5Sclose(space);
    H5Aclose(id);
    valid(status, name);
    return found;
}

double H5Reader::number(const std::string& object, const std::string& name) const {
    return numbers(object, name).at(0);
}

std::string H5Reader::filters(const std::string& dataset) const {
    const hid_t id = valid(H5Dopen2(file_, dataset.c_str(), H5P_DEFAULT), dataset);
    const hid_t creation = H5Dget_create_plist(id);
    std::string found;
    for (int i = 0; i < H5Pget_nfilters(creation); ++i) {
        unsigned flags = 0;
        unsigned level = 0;
        std::size_t n_values = 1;
        const auto filter = H5Pget_filter2(creation, static_cast<unsigned>(i), &flags, &n_values,
                                           &level, 0, nullptr, nullptr);
        if (!found.empty()) found += ' ';
        found += filter == H5Z_FILTER_SHUFFLE ? "shuffle" : "gzip" + std::to_string(level);
    }
    H5Pclose(creation);
    H5Dclose(id);
    return found;
}

haddr_t H5Reader::address(const std::string& path) const {
    H5O_info_t info{};
    valid(H5Oget_info_by_name2(file_, path.c_str(), &info, H5O_INFO_BASIC, H5P_DEFAULT), path);
    return info.addr;
}

std::string H5Reader::scale(const std::string& dataset, unsigned dimension) const {
    const hid_t id = valid(H5Dopen2(file_, dataset.c_str(), H5P_DEFAULT), dataset);
    const std::string found = first_scale_name(id, dimension);
    H5Dclose(id);
    return found;
}

}  // namespace brian
