#include "hdf5/write_sweep.h"

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <numeric>

#include "base/error.h"
#include "base/format.h"
#include "hdf5/common_shapes.h"
#include "hdf5/file.h"

namespace brian {

namespace {

namespace fs = std::filesystem;

/// Virtual datasets came with HDF5 1.10: the index cannot be as old-fashioned as results are.
Handle create_index(const std::string& name) {
    const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "set up the file");
    check(H5Pset_libver_bounds(access.id(), H5F_LIBVER_EARLIEST, H5F_LIBVER_V110),
          "choose the file format");
    return {H5Fcreate(name.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, access.id()), H5Fclose,
            format("create '{}'", name)};
}

/// Dots part the keys of a path; a slash in a key would make a group.
std::string link_name(std::string path) {
    for (char& character : path)
        if (character == '/') character = '|';
    return path;
}

class SweepWriter {
  public:
    SweepWriter(const std::string& name, const SweepContents& contents, const fs::path& folder)
        : contents_(contents), folder_(folder), file_(create_index(name)) {}

    void write() {
        const hid_t file = file_.id();
        set_attribute(file, "format", "brian-run sweep");
        set_attribute(file, "format_version", std::uint32_t{1});
        if (!contents_.title.empty()) set_attribute(file, "title", contents_.title);
        set_attribute(file, "n_runs", std::uint64_t{contents_.files.size()});
        write_runs();
        write_values();
        write_links();
        write_virtual();
        file_.close("close the file");
    }

  private:
    void write_runs() {
        std::vector<std::uint64_t> numbers(contents_.files.size());
        std::iota(numbers.begin(), numbers.end(), 0);
        std::vector<std::uint64_t> complete;
        for (const std::string& name : contents_.files) complete.push_back(name.empty() ? 0 : 1);
        write_dataset(file_.id(), "run", numbers,
                      {.units = "1", .description = "number of the run"});
        write_dataset(file_.id(), "complete", complete,
                      {.units = "1", .description = "1 where the run is complete, else 0"});
        write_dataset(file_.id(), "seed", contents_.seeds,
                      {.units = "1", .description = "seed of the run; 0 where it is not complete"});
    }

    void write_values() {
        const Handle group = open_group(file_.id(), "values");
        for (const SweepContents::Column& column : contents_.columns) {
            const Handle values =
                write_dataset(group.id(), link_name(column.path), column.values,
                              {.units = column.units, .description = "value of " + column.path});
            if (!column.texts.empty())
                set_attribute(values.id(), "texts", format("{}", join(column.texts, "\n")));
        }
    }

    void write_links() {
        const Handle group = open_group(file_.id(), "runs");
        for (std::size_t run = 0; run < contents_.files.size(); ++run) {
            const std::string& name = contents_.files[run];
            if (name.empty()) continue;
            check(H5Lcreate_external(name.c_str(), "/", group.id(), format("{:05}", run).c_str(),
                                     H5P_DEFAULT, H5P_DEFAULT),
                  format("link '{}'", name));
        }
    }

    [[nodiscard]] Handle open_run(const std::string& name) const {
        const std::string path = (folder_ / name).string();
        return {H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose,
                format("open '{}'", path)};
    }

    void write_virtual() {
        DatasetShapes common;
        std::string example;
        for (const std::string& name : contents_.files) {
            if (name.empty()) continue;
            const Handle run = open_run(name);
            if (example.empty()) common = shapes_of(run.id());
            if (example.empty()) example = name;
            keep_common(run.id(), common);
        }
        if (common.empty()) return;
        const Handle run = open_run(example);
        for (const auto& [name, shape] : common) write_one(run.id(), name, shape);
    }

    void write_one(hid_t example, const std::string& name, const DatasetShape& shape) {
        const std::string what = format("make the virtual dataset '{}'", name);
        const Handle source(H5Dopen2(example, name.c_str(), H5P_DEFAULT), H5Dclose, what);
        const Handle type(H5Dget_type(source.id()), H5Tclose, what);
        const Handle creation = mapping(name, shape, what);
        const Handle links(H5Pcreate(H5P_LINK_CREATE), H5Pclose, what);
        check(H5Pset_create_intermediate_group(links.id(), 1), what);
        const Handle space = whole_space(shape, what);
        const std::string path = "all/" + name;
        const Handle dataset(H5Dcreate2(file_.id(), path.c_str(), type.id(), space.id(), links.id(),
                                        creation.id(), H5P_DEFAULT),
                             H5Dclose, what);
        set_attribute(dataset.id(), "units", text_attribute(source.id(), "units"));
        set_attribute(dataset.id(), "description",
                      text_attribute(source.id(), "description") + "; first dimension: run");
    }

    [[nodiscard]] Handle whole_space(const DatasetShape& shape, const std::string& what) const {
        std::vector<hsize_t> extent{contents_.files.size()};
        extent.insert(extent.end(), shape.extent.begin(), shape.extent.end());
        return {H5Screate_simple(static_cast<int>(extent.size()), extent.data(), nullptr), H5Sclose,
                what};
    }

    /// Where each run's numbers go.
    [[nodiscard]] Handle mapping(const std::string& name, const DatasetShape& shape,
                                 const std::string& what) const {
        Handle creation(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, what);
        const double nothing = std::numeric_limits<double>::quiet_NaN();
        if (shape.kind == H5T_FLOAT)
            check(H5Pset_fill_value(creation.id(), H5T_NATIVE_DOUBLE, &nothing), what);
        const Handle from(
            H5Screate_simple(static_cast<int>(shape.extent.size()), shape.extent.data(), nullptr),
            H5Sclose, what);
        std::vector<hsize_t> start(shape.extent.size() + 1, 0);
        std::vector<hsize_t> count{1};
        count.insert(count.end(), shape.extent.begin(), shape.extent.end());
        const Handle to = whole_space(shape, what);
        for (std::size_t run = 0; run < contents_.files.size(); ++run) {
            if (contents_.files[run].empty()) continue;
            start.front() = run;
            check(H5Sselect_hyperslab(to.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(),
                                      nullptr),
                  what);
            check(H5Pset_virtual(creation.id(), to.id(), contents_.files[run].c_str(),
                                 ("/" + name).c_str(), from.id()),
                  what);
        }
        return creation;
    }

    const SweepContents& contents_;
    fs::path folder_;
    Handle file_;
};

}  // namespace

void write_sweep(const std::string& file_name, const SweepContents& contents) {
    prepare_hdf5();
    const fs::path path(file_name);
    const std::string beside = file_name + ".part";
    try {
        SweepWriter(beside, contents, path.parent_path()).write();
    } catch (const Hdf5Error& problem) {
        std::remove(beside.c_str());
        throw OutputError(OutputError::Kind::WriteFailed,
                          format("writing '{}': {}", file_name, problem.what()));
    }
    std::error_code error;
    fs::rename(beside, path, error);
    if (error)
        throw OutputError(OutputError::Kind::WriteFailed,
                          format("cannot write '{}': {}", file_name, error.message()));
}

}  // namespace brian
