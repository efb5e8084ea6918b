#include <filesystem>
#include <fstream>
#include <optional>

#include <doctest/doctest.h>

#include "base/error.h"
#include "hdf5/h5_reader.h"
#include "hdf5/samples.h"
#include "hdf5/temporary_folder.h"

namespace brian {

namespace {

namespace fs = std::filesystem;

void write_text(const std::string& name, const std::string& text) {
    std::ofstream(name) << text;
}

std::string text_of(const std::string& name) {
    std::ifstream file(name);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The error that opening such a file ends in, if any.
std::optional<OutputError> error_of_opening(const ResultsOptions& options) {
    try {
        static_cast<void>(open_results(options, {}));
    } catch (const OutputError& error) {
        return error;
    }
    return {};
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a file is called .part until it is complete") {
    const TemporaryFolder folder;
    const std::string name = folder.file("a.h5");
    const auto out = open_results(short_run(name), {});
    CHECK(out->current_name() == name + ".part");
    CHECK(fs::exists(name + ".part"));
    CHECK_FALSE(fs::exists(name));
    out->close("complete", 1000, {});
    CHECK(out->current_name() == name);
    CHECK(fs::exists(name));
    CHECK_FALSE(fs::exists(name + ".part"));
}

TEST_CASE("a failed run keeps its .part and leaves an older file alone") {
    const TemporaryFolder folder;
    const std::string name = folder.file("a.h5");
    write_text(name, "good");
    ResultsOptions options = short_run(name);
    options.existing = ResultsOptions::Existing::Replace;
    const auto out = open_results(options, {});
    out->close("failed", 10, {});
    CHECK(out->current_name() == name + ".part");
    CHECK(text_of(name) == "good");
    CHECK(H5Reader(name + ".part").text("/", "status") == "failed");
}

TEST_CASE("a run that is never closed leaves a readable .part called running") {
    const TemporaryFolder folder;
    const std::string name = folder.file("a.h5");
    {
        const auto out = open_results(short_run(name), {});
        out->append_spikes(out->open(spikes_of("S")), std::array{0.0},
                           std::array{std::uint64_t{1}});
    }
    const H5Reader file(name + ".part");
    CHECK(file.text("/", "status") == "running");
    CHECK(file.shape("/spikes/S/timestamps") == std::vector<hsize_t>{1});
}

TEST_CASE("an existing file is refused with a hint at --force") {
    const TemporaryFolder folder;
    write_text(folder.file("a.h5"), "good");
    const auto error = error_of_opening(short_run(folder.file("a.h5")));
    REQUIRE(error);
    CHECK(error->kind() == OutputError::Kind::CannotCreate);
    CHECK(contains(error->what(), "exists already"));
    CHECK(contains(error->hint(), "-f/--force"));
    CHECK(text_of(folder.file("a.h5")) == "good");
}

TEST_CASE("an existing file is replaced when that is asked for, at the end") {
    const TemporaryFolder folder;
    const std::string name = folder.file("a.h5");
    write_text(name, "old");
    ResultsOptions options = short_run(name);
    options.existing = ResultsOptions::Existing::Replace;
    const auto out = open_results(options, {});
    CHECK(text_of(name) == "old");
    out->close("complete", 1000, {});
    CHECK(H5Reader(name).text("/", "status") == "complete");
}

TEST_CASE("a file that came up during the run is not overwritten") {
    const TemporaryFolder folder;
    const std::string name = folder.file("a.h5");
    const auto out = open_results(short_run(name), {});
    write_text(name, "of another run");
    CHECK_THROWS_AS(out->close("complete", 1000, {}), OutputError);
    CHECK(text_of(name) == "of another run");
    CHECK(H5Reader(name + ".part").text("/", "status") == "complete");
}

TEST_CASE("what a failed run has left as .part is replaced") {
    const TemporaryFolder folder;
    const std::string name = folder.file("a.h5");
    write_text(name + ".part", "broken off");
    open_results(short_run(name), {})->close("complete", 1000, {});
    CHECK(H5Reader(name).text("/", "status") == "complete");
}

TEST_CASE("a .part that another run is writing is left alone") {
    const TemporaryFolder folder;
    const std::string name = folder.file("a.h5");
    const auto first = open_results(short_run(name), {});
    const auto error = error_of_opening(short_run(name));
    REQUIRE(error);
    CHECK(contains(error->what(), "another run is writing it"));
    first->close("complete", 1000, {});
    CHECK(H5Reader(name).text("/", "status") == "complete");
}

TEST_CASE("a name that cannot be is refused before anything runs") {
    const TemporaryFolder folder;
    fs::create_directory(folder.path() / "folder.h5");
    fs::create_directory(folder.path() / "way.h5.part");
    write_text(folder.file("text"), "");
    struct Case {
        std::string name;
        std::string message;
        std::string hint;
    };
    const Case cases[] = {
        {"folder.h5", "it is a folder", "--output"},
        {"no/such/a.h5", "there is no folder", "mkdir -p"},
        {"text/a.h5", "is not a folder", ""},
        {"way.h5", "is in the way", ""},
    };
    for (const Case& example : cases) {
        CAPTURE(example.name);
        const auto error = error_of_opening(short_run(folder.file(example.name)));
        REQUIRE(error);
        CHECK(error->kind() == OutputError::Kind::CannotCreate);
        CHECK(contains(error->what(), example.message));
        CHECK(contains(error->hint(), example.hint));
    }
}

TEST_CASE("a file without a name is refused") {
    const auto error = error_of_opening(short_run(""));
    REQUIRE(error);
    CHECK(contains(error->what(), "has no name"));
}

}  // namespace brian
