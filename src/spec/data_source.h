#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "base/source.h"

namespace brian {

/// Numbers read from a file: values in row-major order.
struct DataArray {
    std::vector<double> values;
    std::vector<std::size_t> shape;
    std::string
        units;  ///< text of the `units` attribute of an HDF5 dataset; empty when there is none
    /// In place of values, when the request named a group of an HDF5 file: what that holds, if it
    /// is there. The names of groups end with a slash, in requests as well.
    std::vector<std::string> members{};
};

/// {file: F.h5, dataset: /x} or {file: F.csv, column: x} (no column: all columns, one row a
/// line), or {file: F.pgm}, a grey image.
struct DataRequest {
    std::string
        file;  ///< path as to be opened (relative paths already resolved against the model file)
    std::string dataset;
    std::string column;
    SourceSpan where;  ///< for the error
};

/// The seam to files: hdf5/ implements it (HDF5 itself, base/csv, base/pgm). Throws ModelError
/// (Fault::Input).
using DataReader = std::function<DataArray(const DataRequest&)>;

}  // namespace brian
