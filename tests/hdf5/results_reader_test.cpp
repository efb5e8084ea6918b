#include "hdf5/results_reader.h"

#include <array>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "base/error.h"
#include "hdf5/read_dataset.h"
#include "hdf5/samples.h"
#include "hdf5/temporary_folder.h"

namespace brian {

namespace {

/// A finished file with two frames of three neurons.
std::string sample(const TemporaryFolder& folder) {
    const ResultsOptions options = short_run(folder.file("sample.h5"));
    const auto file = open_results(options, {{"engine", "jit"}});
    const std::size_t trace = file->open(trace_of_v(3));
    file->append(trace, std::array{0.0, 1e-3, 2e-3, 3e-3, 4e-3, 5e-3});
    file->close("complete", 1000, {});
    return options.file_name;
}

/// The message and hint with which the file is refused.
std::string refusal(const std::string& name) {
    try {
        const ResultsReader reader(name);
    } catch (const ModelError& error) {
        CHECK(error.facts().fault == Fault::Input);
        return std::string(error.what()) + " | " + error.facts().hint;
    }
    return "not refused";
}

bool has(const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("attributes and rows are read by path") {
    const TemporaryFolder folder;
    const ResultsReader results(sample(folder));
    CHECK(results.text("/", "status") == "complete");
    CHECK(results.text("/provenance", "engine") == "jit");
    CHECK(results.text("/nothing", "engine").empty());
    CHECK(results.number("/", "dt_ms") == doctest::Approx(0.1));
    CHECK(results.whole("/", "seed") == 42);
    CHECK_FALSE(results.whole("/", "status").has_value());
    CHECK(results.has("/report/M_v/data"));
    CHECK_FALSE(results.has("/report/N_v/data"));
    CHECK(results.is_dataset("/report/M_v/data"));
    CHECK_FALSE(results.is_dataset("/report/M_v"));
    CHECK_FALSE(results.is_dataset("/report/M_v/nothing"));
    CHECK(results.members("/report") == std::vector<std::string>{"M_v"});
    CHECK(results.shape("/report/M_v/data").lengths == std::vector<std::uint64_t>{2, 3});
    CHECK(results.rows("/report/M_v/data", 1, 5) == std::vector<double>{3.0, 4.0, 5.0});
    CHECK(results.rows("/report/M_v/data", 2, 1).empty());
}

TEST_CASE("groups are copied with all that they hold") {
    const TemporaryFolder folder;
    const ResultsReader results(sample(folder));
    results.copy({"/report/M_v"}, folder.file("copy.h5"));
    const DataArray data = read_data(
        {.file = folder.file("copy.h5"), .dataset = "/report/M_v/data", .column = {}, .where = {}});
    CHECK(data.values == results.all("/report/M_v/data"));
    CHECK(data.units == "mV");
    CHECK_THROWS_AS(results.copy({"/report/M_v"}, folder.file("copy.h5")), OutputError);
}

TEST_CASE("a request whose name ends with a slash lists a group") {
    const TemporaryFolder folder;
    const std::string name = sample(folder);
    const auto members = [&name](const char* group) {
        return read_data({.file = name, .dataset = group, .column = {}, .where = {}}).members;
    };
    CHECK(members("/report/") == std::vector<std::string>{"M_v/"});
    CHECK(members("/report/M_v/mapping/")
          == std::vector<std::string>{"element_ids", "element_pos", "index_pointer",
                                      "index_pointers", "node_ids", "time"});
    CHECK(members("/nothing/").empty());
}

TEST_CASE("a file that cannot be read says why") {
    const TemporaryFolder folder;
    const std::string whole = sample(folder);
    CHECK(has(refusal(folder.file("simple.h5")), "there is no file"));
    CHECK(has(refusal(folder.file("simple.h5")), "did you mean 'sample.h5'?"));
    CHECK(has(refusal(folder.path()), "is a folder"));

    std::filesystem::copy_file(whole, folder.file("torn.h5"));
    std::filesystem::resize_file(folder.file("torn.h5"), std::filesystem::file_size(whole) - 100);
    CHECK(has(refusal(folder.file("torn.h5")), "is broken off"));

    std::ofstream(folder.file("text.h5")) << "1 2 3\n";
    CHECK(has(refusal(folder.file("text.h5")), "is not an HDF5 file"));
    std::ofstream(folder.file("empty.h5")) << "";
    CHECK(has(refusal(folder.file("empty.h5")), "is empty"));
}

TEST_CASE("a file that is being written is left to its writer") {
    const TemporaryFolder folder;
    const ResultsOptions options = short_run(folder.file("now.h5"));
    const auto file = open_results(options, {});
    CHECK(has(refusal(options.file_name), "there is no file"));
    CHECK(has(refusal(options.file_name), "now.h5.part"));
}

}  // namespace brian
