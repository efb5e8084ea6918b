#pragma once

#include <string>
#include <vector>

namespace brian {

/// Writes one results file from the segments of a run: datasets that grow are put one behind the
/// other; all else (attributes, lists of ids) is what the last segment that has it says. Memory
/// stays bounded. The status of the file is "running". Throws Hdf5Error.
void join_segments(const std::vector<std::string>& segments, const std::string& file_name);

/// Throws OutputError (CannotRead) unless all segments are there, whole.
void need_segments(const std::vector<std::string>& segments);

/// Says how a run ended that the file holds, once all else is on the disk. Throws Hdf5Error.
void set_status(const std::string& file_name, const std::string& status);

}  // namespace brian
