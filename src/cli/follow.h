#pragma once

#include <string>

namespace brian {

/// What became of a run that was followed.
struct Followed {
    std::string file;     ///< that holds its results
    bool failed = false;  ///< or was killed: the file is what it has left
};

/// Waits for the run that writes the results file, showing on stderr how far it is. Throws
/// ModelError (Fault::Input) when there is neither a run nor a file.
[[nodiscard]] Followed follow_run(const std::string& results_file);

}  // namespace brian
