#include <cmath>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "base/error.h"
#include "hdf5/h5_reader.h"
#include "hdf5/recorded_run.h"
#include "hdf5/samples.h"
#include "hdf5/temporary_folder.h"
#include "hdf5/write_sweep.h"

namespace brian {

namespace {

/// A complete run with a trace of `n` neurons, all of them at `v` [V], and one spike a neuron.
void write_run(const std::string& file_name, std::size_t n, double v) {
    const auto results = open_results(short_run(file_name), {});
    const std::size_t trace = results->open(trace_of_v(n));
    results->append(trace, std::vector<double>(2 * n, v));
    const std::size_t spikes = results->open(spikes_of("S"));
    const std::vector<double> times(n, 0.5);
    const std::vector<std::uint64_t> ids(n, 1);
    results->append_spikes(spikes, times, ids);
    results->set_populations({{"P", 100, n}, {"input", 5, 0}});
    results->close("complete", 1000, {{"wall_seconds", "0.25"}});
}

std::string refusal(const std::string& file_name) {
    try {
        (void)read_recorded_run(file_name);
    } catch (const ModelError& error) {
        CHECK(error.facts().fault == Fault::Input);
        return error.what();
    }
    return "it was read";
}

}  // namespace

TEST_CASE("a finished file says what a table of runs needs") {
    const TemporaryFolder folder;
    write_run(folder.file("a.h5"), 3, 0.01);
    const RecordedRun run = read_recorded_run(folder.file("a.h5"));
    CHECK(run.status == "complete");
    CHECK(run.model_sha256 == "0123abcd");
    CHECK(run.seed == 42);
    CHECK(run.duration_ms == doctest::Approx(100.0));
    CHECK(run.wall_seconds == 0.25);
    REQUIRE(run.population("P") != nullptr);
    CHECK(run.population("P")->n_neurons == 100);
    CHECK(run.population("P")->spikes == 3);
    CHECK(run.population("input")->spikes == 0);
    CHECK(run.population("Q") == nullptr);
}

TEST_CASE("what is no whole file of brian-run is refused") {
    const TemporaryFolder folder;
    write_run(folder.file("a.h5"), 3, 0.01);
    const auto bytes = std::filesystem::file_size(folder.file("a.h5"));
    for (const std::uintmax_t part : {bytes / 10, bytes / 2, bytes - 1}) {
        CAPTURE(part);
        std::filesystem::copy_file(folder.file("a.h5"), folder.file("cut.h5"),
                                   std::filesystem::copy_options::overwrite_existing);
        std::filesystem::resize_file(folder.file("cut.h5"), part);
        CHECK(refusal(folder.file("cut.h5")).find("cut.h5") != std::string::npos);
    }
    std::ofstream(folder.file("text.h5")) << "no HDF5";
    CHECK(refusal(folder.file("text.h5")).find("not an HDF5 file") != std::string::npos);
    std::ofstream(folder.file("empty.h5")) << "";
    CHECK(refusal(folder.file("empty.h5")) != "it was read");
    CHECK(refusal(folder.file("nowhere.h5")) != "it was read");
    write_sweep(folder.file("index.h5"), {});
    CHECK(refusal(folder.file("index.h5")).find("has not written it") != std::string::npos);
}

TEST_CASE("the index joins what has one shape in all runs and links the rest") {
    const TemporaryFolder folder;
    write_run(folder.file("a.h5"), 3, 0.01);
    write_run(folder.file("b.h5"), 3, 0.02);
    SweepContents contents;
    contents.files = {"a.h5", "", "b.h5"};
    contents.seeds = {42, 0, 42};
    contents.columns = {{"parameters.w", "mV", {1, 2, 3}, {}}, {"m", "1", {0, 1, 0}, {"x", "y"}}};
    write_sweep(folder.file("index.h5"), contents);
    const H5Reader index(folder.file("index.h5"));
    CHECK(index.values("complete") == std::vector<double>{1, 0, 1});
    CHECK(index.values("values/parameters.w") == std::vector<double>{1, 2, 3});
    CHECK(index.text("values/parameters.w", "units") == "mV");
    CHECK(index.text("values/m", "texts") == "x\ny");
    CHECK(index.shape("all/report/M_v/data") == std::vector<hsize_t>{3, 2, 3});
    CHECK(index.text("all/report/M_v/data", "units") == "mV");
    const std::vector<double> v = index.values("all/report/M_v/data");
    CHECK(v[0] == doctest::Approx(10.0));
    CHECK(std::isnan(v[6]));  // run 1 is missing
    CHECK(v[12] == doctest::Approx(20.0));
    CHECK(index.shape("runs/00002/spikes/S/timestamps") == std::vector<hsize_t>{3});
    CHECK(!std::filesystem::exists(folder.file("index.h5.part")));
}

TEST_CASE("what differs in shape between runs is not joined") {
    const TemporaryFolder folder;
    write_run(folder.file("a.h5"), 3, 0.01);
    write_run(folder.file("b.h5"), 4, 0.02);
    SweepContents contents;
    contents.files = {"a.h5", "b.h5"};
    contents.seeds = {42, 42};
    write_sweep(folder.file("index.h5"), contents);
    const H5Reader index(folder.file("index.h5"));
    CHECK(!index.has("all/report/M_v/data"));
    CHECK(index.has("all/report/M_v/time"));  // the moments are the same
    CHECK(!index.has("all/spikes"));
}

}  // namespace brian
