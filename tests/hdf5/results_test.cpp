#include <array>
#include <fstream>
#include <iterator>
#include <vector>

#include <doctest/doctest.h>

#include "hdf5/h5_reader.h"
#include "hdf5/samples.h"
#include "hdf5/temporary_folder.h"

namespace brian {

namespace {

/// Every object below that path, as "/a/b".
void list_objects(const H5Reader& file, const std::string& group, std::vector<std::string>& found) {
    for (const std::string& name : file.names(group)) {
        const std::string path = group == "/" ? "/" + name : group + "/" + name;
        found.push_back(path);
        H5O_info_t info{};
        H5Oget_info_by_name2(file.id(), path.c_str(), &info, H5O_INFO_BASIC, H5P_DEFAULT);
        if (info.type == H5O_TYPE_GROUP) list_objects(file, path, found);
    }
}

std::vector<std::string> datasets_of(const H5Reader& file) {
    std::vector<std::string> all;
    list_objects(file, "/", all);
    std::erase_if(all, [&](const std::string& path) {
        H5O_info_t info{};
        H5Oget_info_by_name2(file.id(), path.c_str(), &info, H5O_INFO_BASIC, H5P_DEFAULT);
        return info.type != H5O_TYPE_DATASET;
    });
    return all;
}

std::string bytes_of(const std::string& file_name) {
    std::ifstream file(file_name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

SeriesInfo rate_in_bins_of_5_ms() {
    SeriesInfo info;
    info.kind = SeriesInfo::Kind::Rate;
    info.monitor = "R";
    info.population = "P";
    info.units = "Hz";
    info.description = "rate of P";
    info.n_neurons = 100;
    info.start = 0.0;
    info.interval = 5e-3;
    return info;
}

SeriesInfo statistics_of_v() {
    SeriesInfo info = trace_of_v(2);
    info.kind = SeriesInfo::Kind::Statistics;
    return info;
}

SeriesInfo counts_of_two() {
    SeriesInfo info = trace_of_v(2);
    info.kind = SeriesInfo::Kind::Counts;
    info.monitor = "C";
    info.units = "1";
    info.unit_size = 1.0;
    return info;
}

/// A file with one series of each kind.
void write_all_kinds(const std::string& name) {
    const auto out = open_results(short_run(name), {});
    const std::array<double, 2> frame{-0.07, -0.05};
    out->append_spikes(out->open(spikes_of("S")), std::array{1e-4}, std::array{std::uint64_t{1}});
    out->append(out->open(trace_of_v(2)), frame);
    out->append(out->open(rate_in_bins_of_5_ms()), std::array{12.5, 0.0});
    const std::size_t statistics = out->open(statistics_of_v());
    out->append(statistics, std::array{-0.07, -0.05, 4e-6, 9e-6, 2e-3, 3e-3});
    out->set_number(statistics, "n", 1000);
    const std::size_t counts = out->open(counts_of_two());
    out->append(counts, std::array{3.0, 0.0});
    out->set_number(counts, "total", 3);
    out->close("complete", 1000, {});
}

}  // namespace

TEST_CASE("the root says what the file is and what was run") {
    const TemporaryFolder folder;
    ResultsOptions options = short_run(folder.file("a.h5"));
    options.title = "Two cells \u03bc";
    open_results(options, {})->close("complete", 1000, {});
    const H5Reader file(folder.file("a.h5"));
    CHECK(file.attribute_type("/", "magic") == "u32");
    CHECK(file.number("/", "magic") == 0x0A7A);
    CHECK(file.attribute_type("/", "version") == "u32");
    CHECK(file.numbers("/", "version") == std::vector{0.0, 1.0});
    CHECK(file.text("/", "format") == "brian-run");
    CHECK(file.number("/", "format_version") == 1);
    CHECK(file.number("/", "numerics_version") == 2);
    CHECK(file.text("/", "status") == "complete");
    CHECK(file.number("/", "n_steps") == 1000);
    CHECK(file.number("/", "dt_ms") == 1e-4 * 1e3);
    CHECK(file.number("/", "duration_ms") == 1000 * 1e-4 * 1e3);
    CHECK(file.number("/", "seed") == 42);
    CHECK(file.text("/", "model_sha256") == "0123abcd");
    CHECK(file.text("/", "title") == options.title);
}

TEST_CASE("texts are UTF-8 of variable length, so of any length") {
    const TemporaryFolder folder;
    const std::string long_text(200000, 'x');  // attributes of fixed length end at 64 KiB
    open_results(short_run(folder.file("a.h5")), {{"source_yaml", long_text}})
        ->close("complete", 1000, {{"wall_seconds", "1.5"}, {"source_yaml", long_text + "y"}});
    const H5Reader file(folder.file("a.h5"));
    CHECK(file.attribute_type("/provenance", "source_yaml") == "utf8");
    CHECK(file.text("/provenance", "source_yaml") == long_text + "y");
    CHECK(file.text("/provenance", "wall_seconds") == "1.5");
}

TEST_CASE("a stopped run says how far it came") {
    const TemporaryFolder folder;
    const auto out = open_results(short_run(folder.file("a.h5")), {});
    static_cast<void>(out->open(spikes_of("S")));
    out->close("stopped", 250, {});
    const H5Reader file(folder.file("a.h5"));
    CHECK(file.text("/", "status") == "stopped");
    CHECK(file.number("/", "n_steps") == 250);
    CHECK(file.number("/", "n_steps_planned") == 1000);
    CHECK(file.number("/", "duration_ms") == 250 * 1e-4 * 1e3);
    CHECK(file.number("/spikes/S", "duration_ms") == 250 * 1e-4 * 1e3);
}

TEST_CASE("a rate has its times in ms as scale") {
    const TemporaryFolder folder;
    write_all_kinds(folder.file("a.h5"));
    const H5Reader file(folder.file("a.h5"));
    CHECK(file.type("/rates/R/rate") == "f64");
    CHECK(file.values("/rates/R/rate") == std::vector{12.5, 0.0});
    CHECK(file.text("/rates/R/rate", "units") == "Hz");
    CHECK(file.values("/rates/R/time") == std::vector{0.0, 5.0});
    CHECK(file.scale("/rates/R/rate", 0) == "/rates/R/time");
}

TEST_CASE("statistics are in the display unit, the variance in its square") {
    const TemporaryFolder folder;
    write_all_kinds(folder.file("a.h5"));
    const H5Reader file(folder.file("a.h5"));
    const std::string group = "/statistics/M_v/";
    CHECK(file.values(group + "mean") == std::vector{-0.07 / 1e-3, -0.05 / 1e-3});
    CHECK(file.values(group + "var") == std::vector{4e-6 / (1e-3 * 1e-3), 9e-6 / (1e-3 * 1e-3)});
    CHECK(file.values(group + "std") == std::vector{2e-3 / 1e-3, 3e-3 / 1e-3});
    CHECK(file.text(group + "mean", "units") == "mV");
    CHECK(file.text(group + "var", "units") == "mV^2");
    CHECK(file.text(group + "std", "units") == "mV");
    CHECK(file.values(group + "n") == std::vector{1000.0});
    CHECK(file.values(group + "node_id") == std::vector{0.0, 1.0});
}

TEST_CASE("counts are whole numbers with their total") {
    const TemporaryFolder folder;
    write_all_kinds(folder.file("a.h5"));
    const H5Reader file(folder.file("a.h5"));
    CHECK(file.type("/counts/C/count") == "u64");
    CHECK(file.values("/counts/C/count") == std::vector{3.0, 0.0});
    CHECK(file.values("/counts/C/node_id") == std::vector{0.0, 1.0});
    CHECK(file.attribute_type("/counts/C", "total") == "u64");
    CHECK(file.number("/counts/C", "total") == 3);
}

TEST_CASE("a count of all neurons together is the total alone") {
    const TemporaryFolder folder;
    const auto out = open_results(short_run(folder.file("a.h5")), {});
    SeriesInfo info = counts_of_two();
    info.ids.clear();
    out->set_number(out->open(info), "total", 12345);
    out->close("complete", 1000, {});
    const H5Reader file(folder.file("a.h5"));
    CHECK(file.number("/counts/C", "total") == 12345);
    CHECK(file.names("/counts/C").empty());
}

TEST_CASE("every dataset is numeric and says its units and what it is") {
    const TemporaryFolder folder;
    write_all_kinds(folder.file("a.h5"));
    const H5Reader file(folder.file("a.h5"));
    const std::vector<std::string> datasets = datasets_of(file);
    REQUIRE(datasets.size() == 20);
    for (const std::string& dataset : datasets) {
        CAPTURE(dataset);
        CHECK(std::string("fiu").find(file.type(dataset).front()) != std::string::npos);
        CHECK_FALSE(file.text(dataset, "units").empty());
        CHECK_FALSE(file.text(dataset, "description").empty());
    }
}

TEST_CASE("the same run gives the same bytes") {
    const TemporaryFolder folder;
    write_all_kinds(folder.file("a.h5"));
    write_all_kinds(folder.file("b.h5"));
    CHECK(bytes_of(folder.file("a.h5")) == bytes_of(folder.file("b.h5")));
}

TEST_CASE("a file in the earliest format can be read by old libraries") {
    const TemporaryFolder folder;
    write_all_kinds(folder.file("a.h5"));
    const H5Reader file(folder.file("a.h5"));
    H5F_info2_t info{};
    REQUIRE(H5Fget_info2(file.id(), &info) >= 0);
    CHECK(info.super.version == 0);
}

}  // namespace brian
