#include "hdf5/checkpoint_folder.h"

#include <filesystem>
#include <system_error>

#include "base/error.h"
#include "base/format.h"
#include "hdf5/disk.h"
#include "hdf5/output_name.h"

namespace brian {

namespace {

namespace fs = std::filesystem;

bool is_ours(const std::string& name) {
    return name.starts_with("state.h5") || (name.starts_with("segment_") && name.ends_with(".h5"));
}

}  // namespace

std::string checkpoint_folder(const std::string& file_name) {
    return file_name + ".checkpoint";
}

std::string state_name(const std::string& file_name) {
    return checkpoint_folder(file_name) + "/state.h5";
}

std::string segment_name(const std::string& file_name, std::int64_t number) {
    return format("{}/segment_{}.h5", checkpoint_folder(file_name), number);
}

std::vector<std::string> segment_names(const std::string& file_name, std::int64_t n) {
    std::vector<std::string> names;
    for (std::int64_t number = 1; number <= n; ++number)
        names.push_back(segment_name(file_name, number));
    return names;
}

bool has_checkpoint(const std::string& file_name) {
    std::error_code error;
    return fs::exists(state_name(file_name), error);
}

void keep_segment(const std::string& file_name, std::int64_t number) {
    const std::string folder = checkpoint_folder(file_name);
    std::error_code error;
    fs::create_directory(folder, error);
    if (error)
        throw OutputError(OutputError::Kind::WriteFailed,
                          format("cannot make the folder '{}': {}", folder, error.message()));
    rename_safely(part_name(file_name), segment_name(file_name, number));
}

void remove_checkpoint(const std::string& file_name) {
    const std::string folder = checkpoint_folder(file_name);
    std::error_code error;
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
        if (is_ours(entry.path().filename().string())) files.push_back(entry.path());
    // Without its state the rest is no checkpoint any more, should this be cut short.
    fs::remove(state_name(file_name), error);
    for (const fs::path& file : files) fs::remove(file, error);
    fs::remove(folder, error);  // unless somebody has put something else there
}

}  // namespace brian
