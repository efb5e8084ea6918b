#include "hdf5/read_dataset.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "base/csv.h"
#include "base/error.h"
#include "base/format.h"
#include "base/pgm.h"
#include "base/suggest.h"
#include "hdf5/file.h"

namespace brian {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const DataRequest& request, std::string message, std::string hint = {}) {
    throw ModelError({.message = std::move(message),
                      .where = request.where,
                      .hint = std::move(hint),
                      .fault = Fault::Input});
}

/// Names of the files in the folder of `file`.
std::vector<std::string> neighbours(const fs::path& file) {
    std::vector<std::string> names;
    std::error_code error;
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
        names.push_back(entry.path().filename().string());
    }
    return names;
}

void check_file(const DataRequest& request) {
    std::error_code error;
    if (!fs::exists(request.file, error)) {
        const fs::path path(request.file);
        fail(request, format("there is no file '{}'", request.file),
             did_you_mean(path.filename().string(), neighbours(path)));
    }
    if (fs::is_directory(request.file, error)) {
        fail(request, format("'{}' is a folder, not a file", request.file));
    }
}

std::string message_of_system(const DataRequest& request) {
    return format("cannot read '{}': {}", request.file, innermost_error());
}

/// Called for each object of a file: collects the names of the datasets.
herr_t collect_dataset(hid_t /*file*/, const char* name, const H5O_info_t* info, void* names) {
    if (info->type == H5O_TYPE_DATASET) {
        static_cast<std::vector<std::string>*>(names)->push_back(format("/{}", name));
    }
    return 0;
}

std::vector<std::string> dataset_names(hid_t file) {
    std::vector<std::string> names;
    check(H5Ovisit2(file, H5_INDEX_NAME, H5_ITER_INC, collect_dataset, &names, H5O_INFO_BASIC),
          "list the datasets");
    return names;
}

/// The nearest of the names, else the first few of them.
std::string hint_at(const std::string& wanted, const std::vector<std::string>& names) {
    if (names.empty()) return "the file holds no datasets";
    std::string hint = did_you_mean(wanted, names);
    if (!hint.empty()) return hint;
    constexpr std::size_t few = 8;
    const std::size_t n = std::min(few, names.size());
    const std::vector<std::string> first(names.begin(), names.begin() + static_cast<long>(n));
    return format("the file holds {}{}", join(first, ", "), names.size() > few ? ", ..." : "");
}

/// The name with a slash in front, as HDF5 lists it.
std::string absolute(const std::string& name) {
    return name.starts_with('/') ? name : "/" + name;
}

Handle open_file(const DataRequest& request) {
    const htri_t is_hdf5 = H5Fis_hdf5(request.file.c_str());
    if (is_hdf5 < 0) fail(request, message_of_system(request));
    if (is_hdf5 == 0) {
        fail(request, format("'{}' is not an HDF5 file", request.file),
             "a table of text has columns: write 'column: NAME' instead of 'dataset: NAME'");
    }
    const hid_t file = H5Fopen(request.file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    if (file < 0) {
        fail(request, message_of_system(request), "is it still being written, or broken off?");
    }
    return {file, H5Fclose, "open the file"};
}

/// Called for each member of a group: collects the names, those of groups with a slash behind.
herr_t collect_member(hid_t group, const char* name, const H5L_info_t* /*info*/, void* names) {
    H5O_info_t object{};
    const bool known = H5Oget_info_by_name2(group, name, &object, H5O_INFO_BASIC, H5P_DEFAULT) >= 0;
    const bool is_group = known && object.type == H5O_TYPE_GROUP;
    static_cast<std::vector<std::string>*>(names)->push_back(
        format("{}{}", name, is_group ? "/" : ""));
    return 0;
}

/// The names of what the group holds; none when there is no group of that name.
std::vector<std::string> members_of(hid_t file, const std::string& name) {
    std::vector<std::string> members;
    const hid_t id = H5Gopen2(file, name.c_str(), H5P_DEFAULT);
    if (id < 0) return members;
    const Handle group(id, H5Gclose, "open the group");
    check(H5Literate(group.id(), H5_INDEX_NAME, H5_ITER_INC, nullptr, collect_member, &members),
          format("list the group '{}'", name));
    return members;
}

Handle open_dataset(const DataRequest& request, hid_t file) {
    const std::string name = absolute(request.dataset);
    const hid_t dataset = H5Dopen2(file, name.c_str(), H5P_DEFAULT);
    if (dataset < 0) {
        fail(request, format("no dataset '{}' in '{}'", request.dataset, request.file),
             hint_at(name, dataset_names(file)));
    }
    return {dataset, H5Dclose, "open the dataset"};
}

void check_numeric(const DataRequest& request, hid_t dataset) {
    const Handle type(H5Dget_type(dataset), H5Tclose, "read the type of the dataset");
    const H5T_class_t kind = H5Tget_class(type.id());
    if (kind == H5T_INTEGER || kind == H5T_FLOAT) return;
    fail(request,
         format("dataset '{}' in '{}' does not hold numbers", request.dataset, request.file));
}

/// Lengths of the dimensions; none for a single number, one of 0 for a dataset without values.
std::vector<std::size_t> shape_of(hid_t dataset) {
    const Handle space(H5Dget_space(dataset), H5Sclose, "read the shape of the dataset");
    if (H5Sget_simple_extent_type(space.id()) == H5S_NULL) return {0};
    const int rank = H5Sget_simple_extent_ndims(space.id());
    check(rank, "read the shape of the dataset");
    std::vector<hsize_t> lengths(static_cast<std::size_t>(rank));
    check(H5Sget_simple_extent_dims(space.id(), lengths.data(), nullptr),
          "read the shape of the dataset");
    return {lengths.begin(), lengths.end()};
}

DataArray read_hdf5(const DataRequest& request) {
    const Handle file = open_file(request);
    if (request.dataset.ends_with('/'))
        return {.values = {},
                .shape = {},
                .units = {},
                .members = members_of(file.id(), absolute(request.dataset))};
    const Handle dataset = open_dataset(request, file.id());
    check_numeric(request, dataset.id());
    DataArray array{.values = {}, .shape = shape_of(dataset.id()), .units = {}};
    array.units = text_attribute(dataset.id(), "units");
    std::size_t n = 1;
    for (const std::size_t length : array.shape) n *= length;
    array.values.resize(n);
    if (n == 0) return array;
    check(H5Dread(dataset.id(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT,
                  array.values.data()),
          format("read the dataset '{}'", request.dataset));
    return array;
}

DataArray read_column(const DataRequest& request, const CsvTable& table) {
    const auto& names = table.columns;
    const bool named = !names.empty();
    if (named && std::find(names.begin(), names.end(), request.column) == names.end()) {
        fail(request, format("no column '{}' in '{}'", request.column, request.file),
             did_you_mean(request.column, names));
    }
    DataArray array{.values = table.column(request.column), .shape = {}, .units = {}};
    array.shape = {array.values.size()};
    return array;
}

/// All columns, one row a line; a file of one column is a plain list.
DataArray whole_table(const CsvTable& table) {
    DataArray array;
    for (const std::vector<double>& row : table.rows) {
        array.values.insert(array.values.end(), row.begin(), row.end());
    }
    const std::size_t n_rows = table.rows.size();
    const std::size_t n_columns = n_rows == 0 ? 1 : table.rows.front().size();
    array.shape = {n_rows};
    if (n_columns > 1) array.shape.push_back(n_columns);
    return array;
}

DataArray read_table(const DataRequest& request) {
    if (H5Fis_hdf5(request.file.c_str()) > 0) {
        const Handle file = open_file(request);
        fail(request, format("'{}' is an HDF5 file: say which dataset", request.file),
             hint_at("", dataset_names(file.id())));
    }
    if (is_pgm(request.file)) {
        GreyImage image = read_pgm(request.file);
        return {.values = std::move(image.values),
                .shape = {image.n_rows, image.n_columns},
                .units = {}};
    }
    const CsvTable table = read_csv(request.file);
    return request.column.empty() ? whole_table(table) : read_column(request, table);
}

}  // namespace

DataArray read_data(const DataRequest& request) {
    prepare_hdf5();
    check_file(request);
    try {
        return request.dataset.empty() ? read_table(request) : read_hdf5(request);
    } catch (const Hdf5Error& problem) {
        fail(request, format("'{}': {}", request.file, problem.what()));
    } catch (const std::runtime_error& problem) {
        fail(request, problem.what());
    }
}

}  // namespace brian
