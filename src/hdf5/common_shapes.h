#pragma once

#include <map>
#include <string>
#include <vector>

#include "hdf5/handle.h"

namespace brian {

/// What must agree between runs for their datasets to become one.
struct DatasetShape {
    std::vector<hsize_t> extent;
    H5T_class_t kind = H5T_NO_CLASS;
    std::size_t bytes = 0;  ///< of one number
    bool operator==(const DatasetShape&) const = default;
};

/// By name from the root: "report/trace_v/data".
using DatasetShapes = std::map<std::string, DatasetShape>;

/// Takes off `common` what the file has not, or in another shape.
void keep_common(hid_t file, DatasetShapes& common);

/// The datasets of numbers in the file that have at least one dimension and are not empty.
[[nodiscard]] DatasetShapes shapes_of(hid_t file);

}  // namespace brian
