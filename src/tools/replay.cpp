#include "tools/replay.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>

#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/format.h"

namespace brian {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& what, const std::string& why) {
    throw OutputError(OutputError::Kind::CannotCreate, format("{}: {}", what, why),
                      "TMPDIR names the folder for temporary files");
}

/// Where the model looks for the file, counted from its own folder; empty for absolute names.
fs::path as_the_model_says(const RepeatableRun& run, const InputFile& file) {
    const fs::path folder = fs::path(run.model).parent_path();
    const fs::path name(file.name);
    if (name.is_absolute() && !folder.is_absolute()) return {};
    return folder.empty() ? name : name.lexically_relative(folder);
}

/// How many folders up a path goes before it goes down.
std::ptrdiff_t steps_up(const fs::path& path) {
    std::ptrdiff_t depth = 0;
    std::ptrdiff_t lowest = 0;
    for (const fs::path& part : path) {
        if (part == ".") continue;
        depth += part == ".." ? -1 : 1;
        lowest = std::min(lowest, depth);
    }
    return -lowest;
}

fs::path make_root() {
    std::string name = (fs::temp_directory_path() / "brian-run-replay-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
        fail("cannot make a temporary folder", std::generic_category().message(errno));
    return name;
}

}  // namespace

ReplayFolder::ReplayFolder(const RepeatableRun& run) : root_(make_root()), home_(root_) {
    std::ptrdiff_t depth = 0;
    for (const InputFile& file : run.data)
        depth = std::max(depth, steps_up(as_the_model_says(run, file)));
    for (std::ptrdiff_t k = 0; k < depth; ++k) home_ /= "in";
    try {
        fs::create_directories(home_);
        link_data(run);
    } catch (const fs::filesystem_error& error) {
        std::error_code ignored;
        fs::remove_all(root_, ignored);
        fail("cannot prepare a temporary folder", error.what());
    }
    std::ofstream(model()) << run.resolved_yaml;
}

ReplayFolder::~ReplayFolder() {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
}

void ReplayFolder::link_data(const RepeatableRun& run) {
    for (const InputFile& file : run.data) {
        const fs::path said = as_the_model_says(run, file);
        if (said.empty()) continue;
        // Not only the place itself: `a/../b` needs the folder a as well.
        const fs::path place = home_ / said;
        fs::path folder = home_;
        for (const fs::path& part : said.parent_path()) fs::create_directories(folder /= part);
        if (!fs::exists(fs::symlink_status(place)))
            fs::create_symlink(fs::absolute(file.name), place);
    }
}

std::vector<std::string> replay_arguments(const RepeatableRun& run, const ReplayFolder& folder,
                                          const std::vector<std::string>& options) {
    const auto refuse = [](const char* message) {
        throw ModelError({.message = message,
                          .where = {},
                          .hint = "run the model again: brian-run MODEL.yaml --seed N",
                          .fault = Fault::Input});
    };
    if (run.status == "running")
        refuse("the run did not come to its end, so it cannot be compared");
    if (run.status == "stopped" && run.has_phases)
        refuse("the run was stopped within its protocol, where a replay cannot stop");
    std::vector<std::string> arguments{folder.model(),   "-q",     "-o",
                                       folder.results(), "--seed", std::to_string(run.seed)};
    if (run.status == "stopped") {
        arguments.emplace_back("--set");
        arguments.push_back(format("run.duration={} ms", run.duration_ms));
    }
    arguments.insert(arguments.end(), options.begin(), options.end());
    return arguments;
}

int run_program(const std::string& program, const std::vector<std::string>& arguments) {
    std::vector<std::string> words{program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    pid_t process = 0;
    const int error =
        posix_spawn(&process, program.c_str(), nullptr, nullptr, pointers.data(), environ);
    if (error != 0)
        throw OutputError(
            OutputError::Kind::CannotCreate,
            format("cannot start '{}': {}", program, std::generic_category().message(error)));
    int status = 0;
    while (waitpid(process, &status, 0) < 0)
        if (errno != EINTR) return 128;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace brian
