#include "hdf5/join_segments.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <hdf5_hl.h>

#include "base/error.h"
#include "base/format.h"
#include "hdf5/copy_attributes.h"
#include "hdf5/file.h"

namespace brian {

namespace {

constexpr std::size_t bytes_at_once = std::size_t{8} << 20;

Handle open_segment(const std::string& name) {
    return {H5Fopen(name.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose,
            format("open the segment '{}'", name)};
}

Handle open_dataset(hid_t file, const std::string& path) {
    return {H5Dopen2(file, path.c_str(), H5P_DEFAULT), H5Dclose,
            format("open the dataset '{}'", path)};
}

/// A dataset in one of the segments.
struct Part {
    std::string segment;
    std::vector<hsize_t> extent;
    bool grows = false;
};

Part part_of(hid_t dataset, const std::string& segment) {
    Part part{segment, {}, false};
    const Handle space(H5Dget_space(dataset), H5Sclose, "read a segment");
    part.extent.resize(static_cast<std::size_t>(H5Sget_simple_extent_ndims(space.id())));
    std::vector<hsize_t> largest(part.extent.size());
    check(H5Sget_simple_extent_dims(space.id(), part.extent.data(), largest.data()),
          "read a segment");
    part.grows = !largest.empty() && largest.front() == H5S_UNLIMITED;
    return part;
}

std::uint64_t row_length(const Part& part) {
    std::uint64_t n = 1;
    for (std::size_t k = 1; k < part.extent.size(); ++k) n *= part.extent[k];
    return n;
}

/// Selects rows of a dataset.
Handle rows_of(hid_t dataset, std::vector<hsize_t> count, hsize_t first) {
    Handle space(H5Dget_space(dataset), H5Sclose, "read a dataset");
    std::vector<hsize_t> start(count.size(), 0);
    start.front() = first;
    check(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(),
                              nullptr),
          "read a dataset");
    return space;
}

/// Appends all rows of the part to `target`, of which `n_before` are there.
void append_rows(const Part& part, hid_t dataset, hid_t target, std::uint64_t n_before) {
    const Handle type(H5Dget_type(target), H5Tclose, "read a dataset");
    const std::uint64_t row_bytes =
        std::max<std::uint64_t>(1, row_length(part) * H5Tget_size(type.id()));
    const std::uint64_t at_once = std::max<std::uint64_t>(1, bytes_at_once / row_bytes);
    std::vector<char> values;
    for (std::uint64_t row = 0; row < part.extent.front(); row += at_once) {
        std::vector<hsize_t> count = part.extent;
        count.front() = std::min<std::uint64_t>(at_once, part.extent.front() - row);
        values.resize(count.front() * row_bytes);
        const Handle memory(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr),
                            H5Sclose, "make a dataspace");
        const Handle from = rows_of(dataset, count, row);
        check(H5Dread(dataset, type.id(), memory.id(), from.id(), H5P_DEFAULT, values.data()),
              "read a segment");
        const Handle to = rows_of(target, count, n_before + row);
        check(H5Dwrite(target, type.id(), memory.id(), to.id(), H5P_DEFAULT, values.data()),
              "write a dataset");
    }
}

/// The objects of one segment: path of each dataset by its place in the file.
using Places = std::map<haddr_t, std::string>;

haddr_t place_of(hid_t object) {
    H5O_info_t info{};
    check(H5Oget_info2(object, &info, H5O_INFO_BASIC), "read a segment");
    return info.addr;
}

extern "C" herr_t note_place(hid_t /*dataset*/, unsigned /*dimension*/, hid_t scale, void* place) {
    H5O_info_t info{};
    const herr_t status = H5Oget_info2(scale, &info, H5O_INFO_BASIC);
    *static_cast<haddr_t*>(place) = info.addr;
    return status;
}

/// Joins the segments object by object.
class Joining {
  public:
    explicit Joining(const std::string& file_name) : file_(create_file(file_name)) {}

    void run(const std::vector<std::string>& segments) {
        for (const std::string& segment : segments) look_at(segment);
        set_attribute(file_.id(), "status", "running");
        for (const std::string& path : datasets_) join(path);
        for (const auto& [path, same] : links_)
            check(H5Lcreate_hard(file_.id(), same.c_str(), file_.id(), path.c_str(), H5P_DEFAULT,
                                 H5P_DEFAULT),
                  format("link '{}'", path));
        attach_scales();
        check(H5Fflush(file_.id(), H5F_SCOPE_LOCAL), "write to the disk");
        file_.close("close the file");
    }

  private:
    /// One after the other: there may be more of them than files can be open.
    void look_at(const std::string& segment) {
        const Handle file = open_segment(segment);
        Places places;
        const Handle root(H5Gopen2(file.id(), "/", H5P_DEFAULT), H5Gclose, "read a segment");
        const Handle to(H5Gopen2(file_.id(), "/", H5P_DEFAULT), H5Gclose, "write the file");
        copy_group(root.id(), to.id(), "", places);
        for (const auto& [place, path] : places) {
            const Handle dataset = open_dataset(file.id(), path);
            std::vector<Part>& parts = parts_[path];
            if (parts.empty()) datasets_.push_back(path);
            parts.push_back(part_of(dataset.id(), segment));
            note_scales(dataset.id(), path, places);
        }
    }

    /// Copies groups with their attributes and notes datasets.
    void copy_group(hid_t from, hid_t to, const std::string& path, Places& places) {
        copy_attributes(from, to);
        H5G_info_t info{};
        check(H5Gget_info(from, &info), "read a segment");
        for (hsize_t k = 0; k < info.nlinks; ++k) {
            const std::string name = name_of(from, k);
            const Handle object(H5Oopen(from, name.c_str(), H5P_DEFAULT), H5Oclose,
                                "read a segment");
            if (H5Iget_type(object.id()) == H5I_GROUP)
                copy_group(object.id(), open_group(to, name).id(), path + name + "/", places);
            else
                note_dataset(object.id(), path + name, places);
        }
    }

    static std::string name_of(hid_t group, hsize_t k) {
        const auto read = [&](char* to, std::size_t size) {
            return H5Lget_name_by_idx(group, ".", H5_INDEX_NAME, H5_ITER_INC, k, to, size,
                                      H5P_DEFAULT);
        };
        const auto length = static_cast<std::size_t>(std::max<ssize_t>(0, read(nullptr, 0)));
        std::string name(length, '\0');
        check(read(name.data(), length + 1) < 0 ? -1 : 0, "read a segment");
        return name;
    }

    void note_dataset(hid_t dataset, const std::string& path, Places& places) {
        const auto [known, fresh] = places.emplace(place_of(dataset), path);
        if (!fresh) links_[path] = known->second;
    }

    void note_scales(hid_t dataset, const std::string& path, const Places& places) {
        if (H5DSis_scale(dataset) > 0) scales_.insert(path);
        const auto rank = static_cast<unsigned>(parts_[path].back().extent.size());
        for (unsigned dimension = 0; dimension < rank; ++dimension) {
            haddr_t place = HADDR_UNDEF;
            if (H5DSget_num_scales(dataset, dimension) < 1) continue;
            check(H5DSiterate_scales(dataset, dimension, nullptr, note_place, &place),
                  "read a dimension scale");
            attached_[{path, dimension}] = places.at(place);
        }
    }

    void join(const std::string& path) {
        const std::vector<Part>& parts = parts_[path];
        const bool grows = parts.back().grows;
        const Handle joined = grows ? create_for_all(path) : copy_whole(path);
        std::uint64_t n_rows = 0;
        for (const Part& part : parts) {
            const Handle segment = open_segment(part.segment);
            const Handle dataset = open_dataset(segment.id(), path);
            copy_attributes(dataset.id(), joined.id());
            if (!grows) continue;
            append_rows(part, dataset.id(), joined.id(), n_rows);
            n_rows += part.extent.front();
        }
    }

    /// A dataset like `model`.
    Handle create_like(hid_t model, const std::string& path) {
        const std::string what = format("create the dataset '{}'", path);
        const Handle type(H5Dget_type(model), H5Tclose, what);
        const Handle creation(H5Dget_create_plist(model), H5Pclose, what);
        const Handle access(H5Dget_access_plist(model), H5Pclose, what);
        const Handle space(H5Dget_space(model), H5Sclose, what);
        return {H5Dcreate2(file_.id(), path.c_str(), type.id(), space.id(), H5P_DEFAULT,
                           creation.id(), access.id()),
                H5Dclose, what};
    }

    /// What does not grow is what the last segment says.
    Handle copy_whole(const std::string& path) {
        const Part& part = parts_[path].back();
        const Handle segment = open_segment(part.segment);
        const Handle from = open_dataset(segment.id(), path);
        Handle to = create_like(from.id(), path);
        const Handle type(H5Dget_type(to.id()), H5Tclose, "copy a dataset");
        std::uint64_t n = H5Tget_size(type.id());
        for (const hsize_t length : part.extent) n *= length;
        if (n == 0) return to;
        std::vector<char> values(n);
        check(H5Dread(from.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
              "read a segment");
        check(H5Dwrite(to.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
              format("write the dataset '{}'", path));
        return to;
    }

    /// With room for the rows of all segments. While a dataset is empty its type may be another
    /// one.
    Handle create_for_all(const std::string& path) {
        const std::vector<Part>& parts = parts_[path];
        const auto filled = std::find_if(parts.begin(), parts.end(),
                                         [](const Part& part) { return part.extent.front() > 0; });
        const Part& model = filled == parts.end() ? parts.back() : *filled;
        std::vector<hsize_t> extent = model.extent;
        extent.front() = 0;
        for (const Part& part : parts) extent.front() += part.extent.front();
        const Handle segment = open_segment(model.segment);
        Handle to = create_like(open_dataset(segment.id(), path).id(), path);
        check(H5Dset_extent(to.id(), extent.data()), format("write the dataset '{}'", path));
        return to;
    }

    void attach_scales() {
        const std::string what = "attach a dimension scale";
        const auto open = [&](const std::string& path) { return open_dataset(file_.id(), path); };
        for (const std::string& path : scales_)
            check(H5DSset_scale(open(path).id(), path.substr(path.rfind('/') + 1).c_str()), what);
        for (const auto& [end, scale] : attached_)
            check(H5DSattach_scale(open(end.first).id(), open(scale).id(), end.second), what);
    }

    Handle file_;
    std::map<std::string, std::string> links_;  // further names of datasets
    std::vector<std::string> datasets_;         // in the order in which they were found
    std::map<std::string, std::vector<Part>> parts_;
    std::set<std::string> scales_;
    std::map<std::pair<std::string, unsigned>, std::string> attached_;  // (dataset, dimension)
};

}  // namespace

void need_segments(const std::vector<std::string>& segments) {
    prepare_hdf5();
    for (const std::string& segment : segments) {
        try {
            (void)open_segment(segment);
        } catch (const Hdf5Error& problem) {
            throw OutputError(OutputError::Kind::CannotRead,
                              format("'{}', which the checkpoint needs, cannot be read: {}",
                                     segment, problem.what()),
                              "start from the beginning with -f/--force and without --resume");
        }
    }
}

void join_segments(const std::vector<std::string>& segments, const std::string& file_name) {
    Joining(file_name).run(segments);
}

void set_status(const std::string& file_name, const std::string& status) {
    Handle file(H5Fopen(file_name.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose, "open the file");
    set_attribute(file.id(), "status", status);
    file.close("close the file");
}

}  // namespace brian
