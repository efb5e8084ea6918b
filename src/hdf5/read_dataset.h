#pragma once

#include <string>

#include "spec/data_source.h"

namespace brian {

/// Reads {file: F.h5, dataset: /x} or a CSV file, or lists a group of an HDF5 file; throws
/// ModelError (Fault::Input) saying what the file holds instead.
[[nodiscard]] DataArray read_data(const DataRequest& request);

}  // namespace brian
