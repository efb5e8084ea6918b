#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "hdf5/write_results.h"

namespace brian {

/// What a results file says of its run as a whole.
struct RecordedRun {
    std::string status;        ///< complete, stopped, failed, running
    std::string model_sha256;  ///< of the resolved model
    std::uint64_t seed = 0;
    double duration_ms = 0.0;
    double wall_seconds = 0.0;  ///< 0 when the run has not ended
    std::vector<PopulationFacts> populations;

    /// Null when there is none of that name.
    [[nodiscard]] const PopulationFacts* population(const std::string& name) const;
};

/// Reads them. Throws ModelError (Fault::Input), "cannot read 'FILE': ...", when it is no file of
/// brian-run, was cut off, or is being written.
[[nodiscard]] RecordedRun read_recorded_run(const std::string& file_name);

}  // namespace brian
