#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <vector>

#include <doctest/doctest.h>

#include "base/error.h"
#include "hdf5/h5_reader.h"
#include "hdf5/samples.h"
#include "hdf5/temporary_folder.h"

namespace brian {

namespace {

const std::array<double, 3> three_times{0 * 1e-4, 3 * 1e-4, 3 * 1e-4};
const std::array<std::uint64_t, 3> three_ids{5, 0, 99};

SeriesInfo with_values(SeriesInfo info) {
    info.columns = {{.name = "v", .units = "mV", .unit_size = 1e-3, .description = "v at spikes"}};
    return info;
}

SeriesInfo snapshot_of(std::vector<std::uint64_t> ids) {
    SeriesInfo info;
    info.kind = SeriesInfo::Kind::Snapshot;
    info.monitor = "W";
    info.population = "C";
    info.ids = std::move(ids);
    info.columns = {{.name = "time", .units = "ms", .unit_size = 1e-3},
                    {.name = "w", .units = "nS", .unit_size = 1e-9, .width = info.ids.size()}};
    return info;
}

SeriesInfo of_synapses(SeriesInfo info) {
    info.population = "C";
    info.synapses = SynapseEnds{"P", "Q", {7, 8}, {1, 0}};
    info.ids = {3, 4};
    info.n_neurons = 50;
    return info;
}

std::string text_in(const std::string& file_name) {
    std::ostringstream text;
    text << std::ifstream(file_name).rdbuf();
    return text.str();
}

SeriesInfo text_of(const std::string& file) {
    SeriesInfo info = spikes_of("T");
    info.kind = SeriesInfo::Kind::SpikesText;
    info.file = file;
    return info;
}

}  // namespace

TEST_CASE("values recorded with spikes lie beside them in their unit") {
    const TemporaryFolder folder;
    const auto out = open_results(short_run(folder.file("a.h5")), {});
    const std::size_t series = out->open(with_values(spikes_of("S")));
    out->append_spikes(series, three_times, three_ids);
    out->append_column(series, 0, std::array{-0.05, -0.06, 0.5});
    out->close("complete", 1000, {});
    const H5Reader file(folder.file("a.h5"));
    CHECK(file.values("/spikes/S/v") == std::vector{-0.05 / 1e-3, -0.06 / 1e-3, 0.5 / 1e-3});
    CHECK(file.type("/spikes/S/v") == "f64");
    CHECK(file.text("/spikes/S/v", "units") == "mV");
    CHECK(file.text("/spikes/S/v", "description") == "v at spikes");
    CHECK(file.names("/spikes/S") == std::vector<std::string>{"node_ids", "timestamps", "v"});
}

TEST_CASE("events are laid out like spikes, in a folder of their own") {
    const TemporaryFolder folder;
    const auto out = open_results(short_run(folder.file("a.h5")), {});
    SeriesInfo info = with_values(spikes_of("E"));
    info.kind = SeriesInfo::Kind::Events;
    out->append_spikes(out->open(info), three_times, three_ids);
    out->close("complete", 1000, {});
    const H5Reader file(folder.file("a.h5"));
    CHECK(file.values("/events/E/node_ids") == std::vector{5.0, 0.0, 99.0});
    CHECK(file.number("/events/E", "sorting") == 2);
    CHECK(file.shape("/events/E/v") == std::vector<hsize_t>{0});
    CHECK_FALSE(file.has("/spikes"));
}

TEST_CASE("a snapshot has a row a moment, labelled by its times and neurons") {
    const TemporaryFolder folder;
    const auto out = open_results(short_run(folder.file("a.h5")), {});
    const std::size_t series = out->open(snapshot_of({2, 5, 6}));
    for (const double t : {0.0, 0.5}) {
        out->append_column(series, 0, std::array{t});
        out->append_column(series, 1, std::array{1e-9, 2e-9, 3e-9 + t});
    }
    out->close("complete", 1000, {});
    const H5Reader file(folder.file("a.h5"));
    REQUIRE(file.shape("/snapshots/W/w") == std::vector<hsize_t>{2, 3});
    CHECK(file.values("/snapshots/W/w")[5] == (3e-9 + 0.5) / 1e-9);
    CHECK(file.values("/snapshots/W/time") == std::vector{0.0, 0.5 / 1e-3});
    CHECK(file.scale("/snapshots/W/w", 0) == "/snapshots/W/time");
    CHECK(file.values("/snapshots/W/node_id") == std::vector{2.0, 5.0, 6.0});
    CHECK(file.text("/snapshots/W", "node_population") == "C");
}

TEST_CASE("a wide snapshot arrives whole") {
    const TemporaryFolder folder;
    const std::size_t n = 200000;
    const auto out = open_results(short_run(folder.file("a.h5")), {});
    const std::size_t series = out->open(snapshot_of(std::vector<std::uint64_t>(n)));
    std::vector<double> row(n);
    for (std::size_t i = 0; i < n; ++i) row[i] = 1e-9 * static_cast<double>(i);
    for (int k = 0; k < 3; ++k) out->append_column(series, 1, row);
    out->close("complete", 1000, {});
    const std::vector<double> w = H5Reader(folder.file("a.h5")).values("/snapshots/W/w");
    REQUIRE(w.size() == 3 * n);
    CHECK(w[n + 123456] == row[123456] / 1e-9);
}

TEST_CASE("series of synapses say where each comes from and goes to") {
    const TemporaryFolder folder;
    const auto out = open_results(short_run(folder.file("a.h5")), {});
    out->append(out->open(of_synapses(trace_of_v(2))), std::array{0.01, 0.02});
    const std::size_t snapshot = out->open(of_synapses(snapshot_of({3, 4})));
    out->append_column(snapshot, 1, std::array{1e-9, 2e-9});
    out->close("complete", 1000, {});
    const H5Reader file(folder.file("a.h5"));
    for (const std::string group : {"/synapse_report/M_v", "/snapshots/W"}) {
        CAPTURE(group);
        CHECK(file.values(group + "/synapse_id") == std::vector{3.0, 4.0});
        CHECK(file.values(group + "/source_node_id") == std::vector{7.0, 8.0});
        CHECK(file.values(group + "/target_node_id") == std::vector{1.0, 0.0});
        CHECK(file.text(group, "edge_population") == "C");
        CHECK(file.text(group, "source_population") == "P");
        CHECK(file.text(group, "target_population") == "Q");
        CHECK(file.number(group, "n_synapses") == 50);
    }
    CHECK(file.shape("/synapse_report/M_v/data") == std::vector<hsize_t>{1, 2});
    CHECK(file.scale("/synapse_report/M_v/data", 0) == "/synapse_report/M_v/time");
    CHECK(file.scale("/synapse_report/M_v/data", 1) == "/synapse_report/M_v/synapse");
    CHECK(file.number("/synapse_report/M_v", "n_frames") == 1);
    CHECK_FALSE(file.has("/report"));
}

TEST_CASE("histograms and measures are whole numbers and reals under their own names") {
    const TemporaryFolder folder;
    const auto out = open_results(short_run(folder.file("a.h5")), {});
    SeriesInfo info = spikes_of("H");
    info.kind = SeriesInfo::Kind::Histogram;
    info.columns = {{.name = "count", .width = 2, .number = SeriesColumn::Number::Whole}};
    const std::size_t histogram = out->open(info);
    out->append_column(histogram, 0, std::array{1.0, 2.0, 3.0, 4.0});
    out->set_number(histogram, "below", 7.0);
    info.kind = SeriesInfo::Kind::Measure;
    info.columns = {{.name = "gamma"}};
    out->append_column(out->open(info), 0, std::array{0.25});
    out->close("complete", 1000, {});
    const H5Reader file(folder.file("a.h5"));
    CHECK(file.type("/histograms/H/count") == "u64");
    CHECK(file.shape("/histograms/H/count") == std::vector<hsize_t>{2, 2});
    CHECK(file.number("/histograms/H", "below") == 7.0);
    CHECK(file.values("/measures/H/gamma") == std::vector{0.25});
}

TEST_CASE("half a row of a table is refused, and so are columns of what has none") {
    const TemporaryFolder folder;
    const auto out = open_results(short_run(folder.file("a.h5")), {});
    const std::size_t series = out->open(snapshot_of({2, 5}));
    CHECK_THROWS_AS(out->append_column(series, 1, std::array{1.0}), std::invalid_argument);
    const std::size_t trace = out->open(trace_of_v(1));
    CHECK_THROWS_AS(out->append_column(trace, 0, std::array{1.0}), std::invalid_argument);
}

TEST_CASE("spikes in a text file are lines of neuron and seconds, named when complete") {
    const TemporaryFolder folder;
    const auto out = open_results(short_run(folder.file("a.h5")), {});
    const std::size_t series = out->open(text_of("spikes.txt"));
    out->append_spikes(series, three_times, three_ids);
    out->flush();
    CHECK(text_in(folder.file("spikes.txt.part")) == "5, 0\n0, 0.00030000000000000003\n"
                                                     "99, 0.00030000000000000003\n");
    out->close("complete", 1000, {});
    CHECK(text_in(folder.file("spikes.txt")).size() > 40);
    CHECK(text_in(folder.file("spikes.txt.part")).empty());
}

TEST_CASE("a text file that exists is kept, unless it may be replaced") {
    const TemporaryFolder folder;
    std::ofstream(folder.file("spikes.txt")) << "mine";
    ResultsOptions options = short_run(folder.file("a.h5"));
    {
        const auto out = open_results(options, {});
        CHECK_THROWS_WITH_AS(static_cast<void>(out->open(text_of("spikes.txt"))),
                             ("'" + folder.file("spikes.txt") + "' exists already").c_str(),
                             OutputError);
    }
    CHECK(text_in(folder.file("spikes.txt")) == "mine");
    options.existing = ResultsOptions::Existing::Replace;
    const auto out = open_results(options, {});
    out->append_spikes(out->open(text_of("spikes.txt")), three_times, three_ids);
    out->close("complete", 1000, {});
    CHECK(text_in(folder.file("spikes.txt")).starts_with("5, 0\n"));
}

TEST_CASE("a text file of a failed run does not get its name") {
    const TemporaryFolder folder;
    const auto out = open_results(short_run(folder.file("a.h5")), {});
    out->append_spikes(out->open(text_of("spikes.txt")), three_times, three_ids);
    out->close("failed", 10, {});
    CHECK(text_in(folder.file("spikes.txt")).empty());
}

}  // namespace brian
