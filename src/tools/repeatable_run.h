#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "hdf5/results_reader.h"

namespace brian {

/// A file that a model has read.
struct InputFile {
    std::string name;  ///< as the run opened it
    std::string sha256;
};

/// What a results file says of the run that wrote it, as far as the run can be repeated.
struct RepeatableRun {
    std::string model;  ///< name of the model file
    std::string resolved_yaml;
    std::uint64_t seed = 0;
    std::string status;  ///< complete, stopped, failed, running
    double duration_ms = 0.0;
    bool has_phases = false;
    std::string program;
    std::uint64_t numerics_version = 0;
    std::vector<InputFile> data;  ///< without the model and what it includes
};

/// Throws ModelError (Fault::Input) when the file does not say enough.
[[nodiscard]] RepeatableRun repeatable_run(const ResultsReader& results);

/// Throws ModelError (Fault::Input) unless all data files are there, with the contents that the run
/// has seen.
void check_data(const RepeatableRun& run);

}  // namespace brian
