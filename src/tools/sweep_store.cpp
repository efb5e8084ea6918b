#include "tools/sweep_store.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/error.h"
#include "base/format.h"
#include "hdf5/output_name.h"
#include "tools/atomic_file.h"

namespace brian {

namespace {

namespace fs = std::filesystem;
using Kind = OutputError::Kind;

std::string contents(const std::string& file_name) {
    std::ifstream file(file_name, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// Number of the first line in which two texts differ.
std::size_t first_difference(const std::string& a, const std::string& b) {
    const auto [at, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return static_cast<std::size_t>(std::count(a.begin(), at, '\n')) + 1;
}

bool exists(const std::string& name) {
    std::error_code error;
    return fs::exists(name, error);
}

/// A folder counts as empty while another process begins the same sweep in it.
bool holds_other_things(const std::string& folder) {
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
        if (!entry.path().filename().string().starts_with('.')) return true;
    return false;
}

/// A file that was left without its final name: failed, or killed on the way.
RunState state_of_part(const std::string& part) {
    try {
        return read_recorded_run(part).status == "failed" ? RunState::Failed : RunState::Missing;
    } catch (const ModelError&) {
        return RunState::Missing;
    }
}

}  // namespace

std::string run_stem(std::size_t run, std::size_t n_runs, const std::string& sha256) {
    const std::size_t width = std::max<std::size_t>(5, std::to_string(n_runs - 1).size());
    return format("{:0{}}-{}", run, width, sha256.substr(0, 8));
}

SweepStore::~SweepStore() {
    if (lock_ >= 0) ::close(lock_);
}

std::string SweepStore::results(const std::string& stem) const {
    return path("runs/" + stem + ".h5");
}

std::string SweepStore::log_file(const std::string& stem) const {
    return path("runs/" + stem + ".log");
}

void SweepStore::open(const std::string& sweep_yaml, Use use) {
    check_folder(use);
    make_folders();
    write_atomically(path("sweep.yaml"), sweep_yaml, IfThere::Keep);
    check_same(sweep_yaml);
    lock(use);
}

void SweepStore::check_folder(Use use) const {
    std::error_code error;
    if (exists(folder_) && !fs::is_directory(folder_, error))
        throw OutputError(Kind::CannotCreate,
                          format("cannot create the folder '{}': it is a file", folder_),
                          "name another folder with -o/--output");
    const bool is_store = exists(path("sweep.yaml"));
    if (is_store && use == Use::New)
        throw OutputError(Kind::CannotCreate, format("'{}' holds a sweep already", folder_),
                          "go on with it by --resume, or name another folder with -o/--output");
    // Runs that were done by their printed commands have nobody yet who knows the sweep.
    const bool has_runs = use != Use::New && exists(path("runs"));
    if (!is_store && !has_runs && holds_other_things(folder_))
        throw OutputError(Kind::CannotCreate,
                          format("the folder '{}' is not empty and holds no sweep", folder_),
                          "name another folder with -o/--output");
}

void SweepStore::make_folders() const {
    std::error_code error;
    fs::create_directories(folder_, error);
    // sweep.yaml comes first: a folder with runs and without it would be nobody's.
    if (!error && ::access(folder_.c_str(), W_OK | X_OK) != 0)
        error.assign(errno, std::generic_category());
    if (error)
        throw OutputError(Kind::CannotCreate,
                          format("cannot write into the folder '{}': {}", folder_, error.message()),
                          "name another folder with -o/--output");
}

void SweepStore::check_same(const std::string& sweep_yaml) const {
    const std::string there = contents(path("sweep.yaml"));
    if (there != sweep_yaml)
        throw OutputError(
            Kind::CannotCreate,
            format("'{}' holds another sweep: its sweep.yaml differs from line {} on", folder_,
                   first_difference(there, sweep_yaml)),
            "give it the model and the axes with which it began, or name another folder with "
            "-o/--output");
    std::error_code error;
    fs::create_directories(path("runs"), error);
    if (error)
        throw OutputError(Kind::CannotCreate, format("cannot create the folder '{}': {}",
                                                     path("runs"), error.message()));
}

void SweepStore::lock(Use use) {
    lock_ = ::open(path("sweep.yaml").c_str(), O_RDONLY | O_CLOEXEC);
    const int kind = use == Use::Share ? LOCK_SH : LOCK_EX;
    if (lock_ < 0 || ::flock(lock_, kind | LOCK_NB) == 0 || errno != EWOULDBLOCK) return;
    throw OutputError(Kind::CannotCreate,
                      format("another brian-run is at work on the sweep in '{}'", folder_),
                      "wait for it, or name another folder with -o/--output");
}

RunRecord SweepStore::record(const std::string& stem, const std::string& sha256) const {
    RunRecord record;
    const std::string file = results(stem);
    if (!exists(file)) {
        const std::string part = part_name(file);
        record.state = exists(part)             ? state_of_part(part)
                       : exists(log_file(stem)) ? RunState::Failed
                                                : RunState::Missing;
        return record;
    }
    try {
        record.facts = read_recorded_run(file);
    } catch (const ModelError& problem) {
        record.trouble = problem.what();
    }
    if (record.facts && record.facts->model_sha256 != sha256)
        record.trouble = format("'{}' holds results of another model", file);
    if (record.facts && record.facts->status != "complete" && record.facts->status != "stopped")
        record.trouble = format("the status of '{}' is '{}'", file, record.facts->status);
    if (!record.trouble.empty()) {
        record.facts.reset();
        record.state = RunState::Broken;
        return record;
    }
    record.file = "runs/" + stem + ".h5";
    record.state = record.facts->status == "complete" ? RunState::Complete : RunState::Stopped;
    return record;
}

std::string SweepStore::set_aside(const std::string& stem) const {
    std::string name = results(stem) + ".broken";
    for (int number = 2; exists(name); ++number)
        name = format("{}.broken{}", results(stem), number);
    std::error_code error;
    fs::rename(results(stem), name, error);
    if (error)
        throw OutputError(Kind::WriteFailed, format("cannot rename '{}' to '{}': {}", results(stem),
                                                    name, error.message()));
    return name;
}

void SweepStore::wait_until_free(const std::string& stem) const {
    const std::string part = part_name(results(stem));
    for (int attempt = 0; attempt < 200 && exists(part); ++attempt) {
        const int file = ::open(part.c_str(), O_RDONLY | O_CLOEXEC);
        if (file < 0) return;
        const bool held = ::flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
        ::close(file);
        if (!held) return;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

}  // namespace brian
