#include "tools/repeatable_run.h"

#include <algorithm>
#include <fstream>

#include <doctest/doctest.h>

#include "base/error.h"
#include "base/sha256.h"
#include "hdf5/temporary_folder.h"
#include "tools/replay.h"

namespace brian {

namespace {

void write(const std::filesystem::path& name, const std::string& text) {
    std::filesystem::create_directories(name.parent_path());
    std::ofstream(name) << text;
}

std::string contents(const std::filesystem::path& name) {
    std::ifstream file(name);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("data must be there and unchanged") {
    const TemporaryFolder folder;
    const std::string name = folder.file("x.csv");
    RepeatableRun run;
    run.data.push_back({name, sha256("1\n")});
    CHECK_THROWS_AS(check_data(run), ModelError);
    write(name, "1\n");
    CHECK_NOTHROW(check_data(run));
    write(name, "2\n");
    CHECK_THROWS_AS(check_data(run), ModelError);
}

TEST_CASE("a replay finds its data where the model says they are") {
    const TemporaryFolder folder;
    const std::string models = folder.file("models");
    write(folder.file("models/own.csv"), "own");
    write(folder.file("data/far.csv"), "far");
    RepeatableRun run;
    run.model = models + "/model.yaml";
    run.resolved_yaml = "a: 1\n";
    run.data = {{models + "/own.csv", ""}, {models + "/../data/far.csv", ""}};
    std::filesystem::path home;
    {
        const ReplayFolder replay(run);
        home = std::filesystem::path(replay.model()).parent_path();
        CHECK(contents(replay.model()) == "a: 1\n");
        CHECK(contents(home / "own.csv") == "own");
        CHECK(contents(home / "../data/far.csv") == "far");
    }
    CHECK_FALSE(std::filesystem::exists(home));
    CHECK(contents(folder.file("data/far.csv")) == "far");
}

TEST_CASE("a run that did not end, or stopped within a protocol, is not repeated") {
    RepeatableRun run;
    run.resolved_yaml = "a: 1\n";
    const ReplayFolder folder(run);
    run.status = "running";
    CHECK_THROWS_AS(static_cast<void>(replay_arguments(run, folder, {})), ModelError);
    run.status = "stopped";
    run.duration_ms = 12.5;
    const std::vector<std::string> arguments = replay_arguments(run, folder, {"--threads", "2"});
    CHECK(arguments.back() == "2");
    const std::string end = "run.duration=12.5 ms";
    CHECK(std::find(arguments.begin(), arguments.end(), end) != arguments.end());
    run.has_phases = true;
    CHECK_THROWS_AS(static_cast<void>(replay_arguments(run, folder, {})), ModelError);
}

TEST_CASE("the exit code of a program is passed on") {
    CHECK(run_program("/bin/true", {}) == 0);
    CHECK(run_program("/bin/sh", {"-c", "exit 7"}) == 7);
    CHECK(run_program("/bin/sh", {"-c", "kill -9 $$"}) == 137);
}

}  // namespace brian
