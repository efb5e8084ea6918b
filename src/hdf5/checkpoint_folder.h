#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// The folder NAME.h5.checkpoint of a run that may be resumed: state.h5, all that the run needs to
/// go on, and segment_1.h5, segment_2.h5 ..., the results until then, each closed for good. All
/// functions throw OutputError.
namespace brian {

[[nodiscard]] std::string checkpoint_folder(const std::string& file_name);
[[nodiscard]] std::string state_name(const std::string& file_name);
[[nodiscard]] std::string segment_name(const std::string& file_name, std::int64_t number);
/// segment 1 to segment n.
[[nodiscard]] std::vector<std::string> segment_names(const std::string& file_name, std::int64_t n);

/// Whether there is a checkpoint to go on from.
[[nodiscard]] bool has_checkpoint(const std::string& file_name);

/// Moves a file of results that is closed into the folder, as that segment.
void keep_segment(const std::string& file_name, std::int64_t number);

/// Removes the folder and what a run has put there.
void remove_checkpoint(const std::string& file_name);

}  // namespace brian
