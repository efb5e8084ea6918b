#pragma once

#include <string>

#include "hdf5/file.h"
#include "hdf5/write_results.h"

/// What a results file says of itself as a whole. All functions throw Hdf5Error.
namespace brian {

void write_root(hid_t file, const ResultsOptions& options);
void write_provenance(hid_t file, const Provenance& provenance);
/// duration: [s].
void write_length(hid_t file, double duration, std::int64_t n_steps);

/// What can be done about a failure of HDF5, by what the system said; may be empty.
[[nodiscard]] std::string hint_for(const std::string& reason);

}  // namespace brian
