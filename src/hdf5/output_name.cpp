#include "hdf5/output_name.h"

#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/error.h"
#include "base/format.h"
#include "hdf5/disk.h"

namespace brian {

namespace {

namespace fs = std::filesystem;
using Existing = ResultsOptions::Existing;
using Kind = OutputError::Kind;

void check_folder(const std::string& file_name) {
    const std::string folder = folder_of_file(file_name);
    std::error_code error;
    if (!fs::exists(folder, error)) {
        throw OutputError(Kind::CannotCreate,
                          format("cannot create '{}': there is no folder '{}'", file_name, folder),
                          format("make it with 'mkdir -p {}'", folder));
    }
    if (!fs::is_directory(folder, error)) {
        throw OutputError(Kind::CannotCreate,
                          format("cannot create '{}': '{}' is not a folder", file_name, folder));
    }
    if (::access(folder.c_str(), W_OK | X_OK) != 0) {
        throw OutputError(
            Kind::CannotCreate,
            format("cannot create '{}': folder '{}': {}", file_name, folder, system_reason(errno)),
            "choose another place with -o/--output");
    }
}

void check_final_name(const std::string& file_name, Existing existing) {
    std::error_code error;
    if (fs::is_directory(file_name, error)) {
        throw OutputError(Kind::CannotCreate,
                          format("cannot create '{}': it is a folder", file_name),
                          "name a file with -o/--output");
    }
    if (existing == Existing::Refuse && fs::exists(file_name, error)) {
        throw OutputError(Kind::CannotCreate, format("'{}' exists already", file_name),
                          "replace it with -f/--force, or choose another name with -o/--output");
    }
}

/// HDF5 holds a lock on a file that it writes; a .part that nobody holds is the rest of a failed
/// run.
void remove_abandoned(const std::string& file_name) {
    const std::string name = part_name(file_name);
    std::error_code error;
    if (!fs::exists(fs::symlink_status(name, error))) return;
    const Descriptor file(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (file.opened() && ::flock(file.number(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        throw OutputError(Kind::CannotCreate,
                          format("cannot create '{}': another run is writing it", file_name),
                          "wait for that run, or choose another name with -o/--output");
    }
    if (!fs::is_regular_file(name, error) || !fs::remove(name, error)) {
        throw OutputError(Kind::CannotCreate,
                          format("cannot create '{}': '{}' is in the way", file_name, name));
    }
}

}  // namespace

std::string part_name(const std::string& file_name) {
    return file_name + ".part";
}

void prepare_output(const std::string& file_name, Existing existing) {
    if (file_name.empty()) {
        throw OutputError(Kind::CannotCreate, "the results file has no name",
                          "give it one with -o/--output");
    }
    check_folder(file_name);
    check_final_name(file_name, existing);
    remove_abandoned(file_name);
}

void publish_output(const std::string& file_name, Existing existing) {
    const std::string part = part_name(file_name);
    try {
        check_final_name(file_name, existing);
    } catch (const OutputError& problem) {
        throw OutputError(problem.kind(), problem.what(), format("the results are in '{}'", part));
    }
    rename_safely(part, file_name);
}

}  // namespace brian
