#include "hdf5/common_shapes.h"

#include <algorithm>

namespace brian {

namespace {

/// Called for each object of a file: collects the names of the datasets.
herr_t collect_dataset(hid_t /*file*/, const char* name, const H5O_info_t* info, void* names) {
    if (info->type == H5O_TYPE_DATASET)
        static_cast<std::vector<std::string>*>(names)->emplace_back(name);
    return 0;
}

DatasetShape shape_of(hid_t file, const std::string& name) {
    const std::string what = "read the shape of '" + name + "'";
    const Handle dataset(H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose, what);
    const Handle space(H5Dget_space(dataset.id()), H5Sclose, what);
    const Handle type(H5Dget_type(dataset.id()), H5Tclose, what);
    DatasetShape shape;
    const int rank = H5Sget_simple_extent_ndims(space.id());
    shape.extent.resize(static_cast<std::size_t>(std::max(rank, 0)));
    check(H5Sget_simple_extent_dims(space.id(), shape.extent.data(), nullptr), what);
    shape.kind = H5Tget_class(type.id());
    shape.bytes = H5Tget_size(type.id());
    return shape;
}

bool is_table(const DatasetShape& shape) {
    const bool is_numeric = shape.kind == H5T_INTEGER || shape.kind == H5T_FLOAT;
    return is_numeric && !shape.extent.empty()
           && std::find(shape.extent.begin(), shape.extent.end(), 0) == shape.extent.end();
}

}  // namespace

DatasetShapes shapes_of(hid_t file) {
    std::vector<std::string> names;
    check(H5Ovisit2(file, H5_INDEX_NAME, H5_ITER_INC, collect_dataset, &names, H5O_INFO_BASIC),
          "list the datasets");
    DatasetShapes shapes;
    for (const std::string& name : names) {
        // What SONATA wants beside each report is there for its readers alone.
        if (name.find("/mapping/") != std::string::npos) continue;
        DatasetShape shape = shape_of(file, name);
        if (is_table(shape)) shapes.emplace(name, std::move(shape));
    }
    return shapes;
}

void keep_common(hid_t file, DatasetShapes& common) {
    const DatasetShapes shapes = shapes_of(file);
    std::erase_if(common, [&](const auto& item) {
        const auto same = shapes.find(item.first);
        return same == shapes.end() || !(same->second == item.second);
    });
}

}  // namespace brian
