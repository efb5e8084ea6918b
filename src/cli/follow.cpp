#include "cli/follow.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <iostream>
#include <optional>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/error.h"
#include "base/format.h"
#include "cli/sidecar.h"
#include "hdf5/output_name.h"
#include "hdf5/results_reader.h"

namespace brian {

namespace {

constexpr auto interval = std::chrono::milliseconds(200);
constexpr int patience = 5;  // looks: a run may be between two names of its file

bool exists(const std::string& name) {
    std::error_code error;
    return std::filesystem::exists(name, error);
}

/// HDF5 holds a lock on a file that it writes.
bool is_being_written(const std::string& name) {
    const int file = ::open(name.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (file < 0) return false;
    const bool locked = ::flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(file);
    return locked;
}

/// Shows progress on a line of its own, or a line for each tenth where stderr is no terminal.
class Display {
  public:
    void show(const RunProgress& run) {
        const double part = run.n_steps > 0
                                ? static_cast<double>(run.step) / static_cast<double>(run.n_steps)
                                : 0.0;
        const std::string text = format("{:3.0f} %  t = {:.4g} s  step {} of {}  {:.1f} s left",
                                        100.0 * part, run.t, run.step, run.n_steps, run.left);
        if (terminal_) {
            constexpr int width = 30;
            const int full = static_cast<int>(std::clamp(part, 0.0, 1.0) * width);
            std::cerr << format("\r[{:#<{}}{: <{}}] {}   ", "", full, "", width - full, text)
                      << std::flush;
            shown_ = true;
        } else if (const int tenth = static_cast<int>(10.0 * part); tenth > last_tenth_) {
            last_tenth_ = tenth;
            std::cerr << text << std::endl;
        }
    }
    ~Display() {
        if (shown_) std::cerr << format("\r{: <110}\r", "") << std::flush;
    }
    Display() = default;
    Display(const Display&) = delete;
    Display& operator=(const Display&) = delete;

  private:
    bool terminal_ = isatty(STDERR_FILENO) != 0;
    bool shown_ = false;
    int last_tenth_ = -1;
};

[[noreturn]] void refuse(const std::string& results_file) {
    throw ModelError(
        {.message = format("there is no run of '{}' to follow, and no such file", results_file),
         .where = {},
         .hint = similar_file(results_file),
         .fault = Fault::Input});
}

}  // namespace

Followed follow_run(const std::string& results_file) {
    Display display;
    const std::string part = part_name(results_file);
    for (int looks = 0; looks < patience; ++looks) {
        if (const std::optional<RunProgress> progress = read_sidecar(results_file)) {
            display.show(*progress);
            looks = -1;
        } else if (is_being_written(part)) {
            looks = -1;
        } else if (!exists(part) && exists(results_file)) {
            return {results_file, false};
        }
        std::this_thread::sleep_for(interval);
    }
    if (exists(part)) return {part, true};
    if (exists(results_file)) return {results_file, false};
    refuse(results_file);
}

}  // namespace brian
