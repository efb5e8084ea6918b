#pragma once

#include <string>

#include "hdf5/write_results.h"

/// The names under which a results file stands, and how it gets from one to the other. All
/// functions throw OutputError.
namespace brian {

/// Name of the file while it is being written.
[[nodiscard]] std::string part_name(const std::string& file_name);

/// Makes sure that the file can be created: its folder is there, nothing stands in its way that may
/// not be replaced, no other run is writing it. Removes what a failed run has left as .part.
void prepare_output(const std::string& file_name, ResultsOptions::Existing existing);

/// Brings the finished .part safely to the disk and gives it its final name.
void publish_output(const std::string& file_name, ResultsOptions::Existing existing);

}  // namespace brian
