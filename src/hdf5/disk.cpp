#include "hdf5/disk.h"

#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "base/error.h"
#include "base/format.h"

namespace brian {

namespace {

namespace fs = std::filesystem;
using Kind = OutputError::Kind;

void sync(const std::string& name, int flags) {
    const Descriptor file(name, flags | O_CLOEXEC);
    // Some file systems cannot sync a folder (EINVAL); then the name is as safe as it can be.
    if (file.opened() && (::fsync(file.number()) == 0 || errno == EINVAL)) return;
    throw OutputError(Kind::WriteFailed,
                      format("cannot write '{}': {}", name, system_reason(errno)));
}

}  // namespace

Descriptor::Descriptor(const std::string& name, int flags) : number_(::open(name.c_str(), flags)) {}

Descriptor::~Descriptor() {
    if (number_ >= 0) ::close(number_);
}

std::string system_reason(int error_number) {
    return std::generic_category().message(error_number);
}

std::string folder_of_file(const std::string& file_name) {
    const fs::path folder = fs::path(file_name).parent_path();
    return folder.empty() ? "." : folder.string();
}

void sync_file(const std::string& name) {
    sync(name, O_RDONLY);
}

void sync_folder(const std::string& name) {
    sync(name, O_RDONLY | O_DIRECTORY);
}

void rename_safely(const std::string& from, const std::string& to) {
    sync_file(from);
    std::error_code error;
    fs::rename(from, to, error);
    if (error)
        throw OutputError(Kind::WriteFailed,
                          format("cannot rename '{}' to '{}': {}", from, to, error.message()));
    sync_folder(folder_of_file(to));
}

}  // namespace brian
