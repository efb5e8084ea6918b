#pragma once

#include <cstdint>
#include <string>

namespace brian {

/// What a results file says of the run that wrote it.
struct FinishedRun {
    std::string status;  ///< complete, stopped
    std::string model_sha256;
    std::string resolved_yaml;
    std::string seed;
};

/// Throws OutputError (CannotRead) when it is no results file of brian-run.
[[nodiscard]] FinishedRun read_finished(const std::string& file_name);

}  // namespace brian
