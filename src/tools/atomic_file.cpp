#include "tools/atomic_file.h"

#include <cerrno>
#include <filesystem>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "base/error.h"
#include "base/format.h"

namespace brian {

namespace {

[[noreturn]] void fail(const std::string& file_name, int error_number) {
    throw OutputError(
        OutputError::Kind::WriteFailed,
        format("cannot write '{}': {}", file_name, std::generic_category().message(error_number)),
        error_number == ENOSPC || error_number == EDQUOT
            ? "make room on the disk; what is complete stays as it is"
            : "");
}

/// Writes all of it and sees it on the disk; 0, or the number of the error.
int write_and_sync(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t n = ::write(file, text.data(), text.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        text.remove_prefix(static_cast<std::size_t>(n));
    }
    return ::fsync(file) == 0 || errno == EINVAL ? 0 : errno;
}

}  // namespace

void write_atomically(const std::string& file_name, const std::string& text, IfThere if_there) {
    const std::filesystem::path path(file_name);
    const std::string beside =
        (path.parent_path() / format(".{}.{}", path.filename().string(), ::getpid())).string();
    const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0) fail(file_name, errno);
    int error = write_and_sync(file, text);
    if (::close(file) != 0 && error == 0) error = errno;
    if (error == 0 && if_there == IfThere::Keep) {
        if (::link(beside.c_str(), file_name.c_str()) != 0 && errno != EEXIST) error = errno;
        ::unlink(beside.c_str());
    } else if (error == 0 && ::rename(beside.c_str(), file_name.c_str()) != 0) {
        error = errno;
    }
    if (error == 0) return;
    ::unlink(beside.c_str());
    fail(file_name, error);
}

}  // namespace brian
