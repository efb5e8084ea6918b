#include "hdf5/results_reader.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <numeric>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "base/format.h"
#include "base/suggest.h"
#include "hdf5/file.h"
#include "hdf5/output_name.h"

namespace brian {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t newest_format = 1;

[[noreturn]] void refuse(std::string message, std::string hint = {}) {
    throw ModelError({.message = std::move(message),
                      .where = {},
                      .hint = std::move(hint),
                      .fault = Fault::Input});
}

void check_there(const std::string& name) {
    std::error_code error;
    if (!fs::exists(name, error)) {
        if (fs::exists(part_name(name), error))
            refuse(format("there is no file '{}' yet", name),
                   format("'{}' is that of a run that is going on, or that has failed",
                          part_name(name)));
        refuse(format("there is no file '{}'", name), similar_file(name));
    }
    if (fs::is_directory(name, error)) refuse(format("'{}' is a folder, not a file", name));
    if (fs::is_regular_file(name, error) && fs::file_size(name, error) == 0)
        refuse(format("'{}' is empty", name));
}

[[noreturn]] void refuse_unopened(const std::string& name) {
    const std::string reason = innermost_error();
    if (reason.find("truncated") != std::string::npos)
        refuse(format("'{}' is broken off: a part of the file is missing", name),
               "copy it once more from where it came from, or run the model again");
    if (reason.find("lock") != std::string::npos
        || reason.find("temporarily unavailable") != std::string::npos)
        refuse(format("'{}' is being written by a run that goes on", name),
               "wait until it has ended; brian-run info --follow shows how far it is");
    refuse(format("cannot read '{}': {}", name, reason), "the file may be damaged");
}

Handle open_results_file(const std::string& name) {
    check_there(name);
    const htri_t is_hdf5 = H5Fis_hdf5(name.c_str());
    if (is_hdf5 < 0) refuse_unopened(name);
    if (is_hdf5 == 0)
        refuse(format("'{}' is not an HDF5 file", name),
               name.ends_with(".yaml") || name.ends_with(".yml")
                   ? format("this is about results; brian-run {} simulates the model", name)
                   : "the results of a model are in the file that brian-run names at the end");
    const hid_t file = H5Fopen(name.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    if (file < 0) refuse_unopened(name);
    return {file, H5Fclose, "open the file"};
}

/// Called for each object of a file: collects the names of the datasets.
herr_t collect_dataset(hid_t /*file*/, const char* name, const H5O_info_t* info, void* names) {
    if (info->type == H5O_TYPE_DATASET)
        static_cast<std::vector<std::string>*>(names)->push_back(format("/{}", name));
    return 0;
}

herr_t collect_name(hid_t /*group*/, const char* name, const H5L_info_t* /*info*/, void* names) {
    static_cast<std::vector<std::string>*>(names)->emplace_back(name);
    return 0;
}

/// An attribute that is one number, as T.
template <class T>
std::optional<T> read_number(hid_t object, const std::string& name) {
    if (H5Aexists(object, name.c_str()) <= 0) return std::nullopt;
    const std::string what = format("read the attribute '{}'", name);
    const Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, what);
    const Handle type(H5Aget_type(attribute.id()), H5Tclose, what);
    const Handle space(H5Aget_space(attribute.id()), H5Sclose, what);
    const H5T_class_t kind = H5Tget_class(type.id());
    if (kind != H5T_INTEGER && kind != H5T_FLOAT) return std::nullopt;
    if (H5Sget_simple_extent_npoints(space.id()) != 1) return std::nullopt;
    T value{};
    check(H5Aread(attribute.id(), hdf5_type<T>(), &value), what);
    return value;
}

DatasetExtent shape_of(hid_t dataset) {
    const Handle space(H5Dget_space(dataset), H5Sclose, "read the shape of a dataset");
    const int rank = H5Sget_simple_extent_ndims(space.id());
    check(rank, "read the shape of a dataset");
    std::vector<hsize_t> lengths(static_cast<std::size_t>(rank));
    check(H5Sget_simple_extent_dims(space.id(), lengths.data(), nullptr),
          "read the shape of a dataset");
    return {{lengths.begin(), lengths.end()}};
}

Handle open_dataset(hid_t file, const std::string& name) {
    return {H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose,
            format("open the dataset '{}'", name)};
}

void mark_as_sonata(hid_t file) {
    constexpr std::uint32_t magic = 0x0A7A;
    constexpr std::array<std::uint32_t, 2> version{0, 1};
    set_attribute(file, "magic", magic);
    set_list_attribute<std::uint32_t>(file, "version", version);
}

void read_rows(hid_t dataset, const DatasetExtent& shape, std::uint64_t first,
               std::vector<double>& values) {
    const std::string what = "read a dataset";
    if (shape.lengths.empty()) {
        check(H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
              what);
        return;
    }
    std::vector<hsize_t> start(shape.lengths.size(), 0);
    std::vector<hsize_t> count(shape.lengths.begin(), shape.lengths.end());
    start.front() = first;
    count.front() = values.size() / shape.width();
    const Handle in_file(H5Dget_space(dataset), H5Sclose, what);
    check(H5Sselect_hyperslab(in_file.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(),
                              nullptr),
          what);
    const Handle in_memory(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr),
                           H5Sclose, what);
    check(H5Dread(dataset, H5T_NATIVE_DOUBLE, in_memory.id(), in_file.id(), H5P_DEFAULT,
                  values.data()),
          what);
}

}  // namespace

std::uint64_t DatasetExtent::width() const {
    if (lengths.empty()) return 1;
    return std::accumulate(lengths.begin() + 1, lengths.end(), std::uint64_t{1},
                           [](std::uint64_t a, std::uint64_t b) { return a * b; });
}

std::string similar_file(const std::string& file_name) {
    std::vector<std::string> names;
    std::error_code error;
    const fs::path path(file_name);
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
        if (entry.path().extension() == ".h5") names.push_back(entry.path().filename().string());
    const std::string near = nearest(path.filename().string(), names);
    return near.empty() ? "" : format("did you mean '{}'?", near);
}

/// The open file, out of sight of those who do not know HDF5.
struct ResultsReader::File {
    Handle handle;

    [[nodiscard]] hid_t id() const { return handle.id(); }
    [[nodiscard]] Handle open(const std::string& object) const {
        return {H5Oopen(id(), object.c_str(), H5P_DEFAULT), H5Oclose, format("open '{}'", object)};
    }
};

ResultsReader::~ResultsReader() = default;

ResultsReader::ResultsReader(const std::string& file_name) : file_name_(file_name) {
    prepare_hdf5();
    file_ = std::make_unique<File>(File{open_results_file(file_name)});
    if (text("/", "format") != "brian-run")
        refuse(format("'{}' is HDF5, but no results file of brian-run", file_name));
    if (whole("/", "format_version").value_or(0) > newest_format)
        refuse(format("'{}' was written by a later version of brian-run", file_name),
               format("it has format version {}, this program knows {}",
                      *whole("/", "format_version"), newest_format));
}

void ResultsReader::fail(const std::string& what) const {
    refuse(format("cannot read '{}': {}", file_name_, what), "the file may be damaged");
}

template <class Work>
auto ResultsReader::reading(const Work& work) const {
    try {
        return work();
    } catch (const Hdf5Error& problem) {
        fail(problem.what());
    }
}

bool ResultsReader::has(const std::string& object) const {
    // Each part of the path in turn: HDF5 takes only the last for a question.
    for (std::size_t at = object.find('/', 1);; at = object.find('/', at + 1)) {
        const std::string part = object.substr(0, at);
        if (part != "/" && H5Lexists(file_->id(), part.c_str(), H5P_DEFAULT) <= 0) return false;
        if (at == std::string::npos) return true;
    }
}

bool ResultsReader::is_dataset(const std::string& object) const {
    if (!has(object)) return false;
    return reading([&] { return H5Iget_type(file_->open(object).id()) == H5I_DATASET; });
}

std::string ResultsReader::text(const std::string& object, const std::string& attribute) const {
    if (!has(object)) return {};
    return reading([&] { return text_attribute(file_->open(object).id(), attribute); });
}

std::optional<double> ResultsReader::number(const std::string& object,
                                            const std::string& attribute) const {
    if (!has(object)) return std::nullopt;
    return reading([&] { return read_number<double>(file_->open(object).id(), attribute); });
}

std::optional<std::uint64_t> ResultsReader::whole(const std::string& object,
                                                  const std::string& attribute) const {
    if (!has(object)) return std::nullopt;
    return reading([&] { return read_number<std::uint64_t>(file_->open(object).id(), attribute); });
}

std::vector<std::string> ResultsReader::members(const std::string& group) const {
    if (!has(group)) return {};
    return reading([&] {
        std::vector<std::string> names;
        const Handle opened(H5Gopen2(file_->id(), group.c_str(), H5P_DEFAULT), H5Gclose,
                            format("open '{}'", group));
        check(H5Literate(opened.id(), H5_INDEX_NAME, H5_ITER_INC, nullptr, collect_name, &names),
              format("list '{}'", group));
        return names;
    });
}

std::vector<std::string> ResultsReader::datasets() const {
    return reading([&] {
        std::vector<std::string> names;
        check(H5Ovisit2(file_->id(), H5_INDEX_NAME, H5_ITER_INC, collect_dataset, &names,
                        H5O_INFO_BASIC),
              "list the datasets");
        std::sort(names.begin(), names.end());
        return names;
    });
}

DatasetExtent ResultsReader::shape(const std::string& dataset) const {
    return reading([&] { return shape_of(open_dataset(file_->id(), dataset).id()); });
}

std::vector<double> ResultsReader::rows(const std::string& dataset, std::uint64_t first,
                                        std::uint64_t n) const {
    return reading([&] {
        const Handle opened = open_dataset(file_->id(), dataset);
        const DatasetExtent shape = shape_of(opened.id());
        const std::uint64_t last = std::min(shape.rows(), first + n);
        std::vector<double> values(first < last ? (last - first) * shape.width() : 0);
        if (!values.empty()) read_rows(opened.id(), shape, first, values);
        return values;
    });
}

std::vector<double> ResultsReader::all(const std::string& dataset) const {
    return rows(dataset, 0, shape(dataset).rows());
}

void ResultsReader::copy(const std::vector<std::string>& groups,
                         const std::string& new_file) const {
    try {
        Handle file = create_file(new_file);
        mark_as_sonata(file.id());
        const Handle parents(H5Pcreate(H5P_LINK_CREATE), H5Pclose, "copy a group");
        check(H5Pset_create_intermediate_group(parents.id(), 1), "copy a group");
        for (const std::string& group : groups)
            check(H5Ocopy(file_->id(), group.c_str(), file.id(), group.c_str(), H5P_DEFAULT,
                          parents.id()),
                  format("copy '{}'", group));
        file.close("close the file");
    } catch (const Hdf5Error& problem) {
        throw OutputError(OutputError::Kind::WriteFailed,
                          format("writing '{}': {}", new_file, problem.what()));
    }
}

}  // namespace brian
