#include <array>
#include <vector>

#include <doctest/doctest.h>

#include "hdf5/h5_reader.h"
#include "hdf5/samples.h"
#include "hdf5/temporary_folder.h"

namespace brian {

namespace {

const std::array<double, 3> three_times{0 * 1e-4, 3 * 1e-4, 3 * 1e-4};
const std::array<std::uint64_t, 3> three_ids{5, 0, 99};

/// Writes one monitor of spikes and leaves the finished file under that name.
void write_spikes(const std::string& name, std::span<const double> times,
                  std::span<const std::uint64_t> ids) {
    const auto file = open_results(short_run(name), {});
    const std::size_t series = file->open(spikes_of("S"));
    file->append_spikes(series, times, ids);
    file->close("complete", 1000, {});
}

}  // namespace

TEST_CASE("spike times are written in ms as (step * dt) * 1e3") {
    const TemporaryFolder folder;
    write_spikes(folder.file("a.h5"), three_times, three_ids);
    const H5Reader file(folder.file("a.h5"));
    CHECK(file.values("/spikes/S/timestamps") == std::vector{0.0, 3 * 1e-4 * 1e3, 3 * 1e-4 * 1e3});
    CHECK(file.values("/spikes/S/node_ids") == std::vector{5.0, 0.0, 99.0});
}

TEST_CASE("spikes have the types, units and filters of SONATA") {
    const TemporaryFolder folder;
    write_spikes(folder.file("a.h5"), three_times, three_ids);
    const H5Reader file(folder.file("a.h5"));
    CHECK(file.type("/spikes/S/timestamps") == "f64");
    CHECK(file.type("/spikes/S/node_ids") == "u64");
    CHECK(file.text("/spikes/S/timestamps", "units") == "ms");
    CHECK(file.text("/spikes/S/node_ids", "units") == "1");
    CHECK(file.filters("/spikes/S/timestamps") == "gzip1");
    CHECK(file.filters("/spikes/S/node_ids") == "shuffle gzip1");
    CHECK(file.chunk("/spikes/S/timestamps") == std::vector<hsize_t>{8192});
}

TEST_CASE("a group of spikes says what it holds") {
    const TemporaryFolder folder;
    write_spikes(folder.file("a.h5"), three_times, three_ids);
    const H5Reader file(folder.file("a.h5"));
    CHECK(file.attribute_type("/spikes/S", "sorting") == "enum8");
    CHECK(file.number("/spikes/S", "sorting") == 2);  // by_time
    CHECK(file.text("/spikes/S", "monitor") == "S");
    CHECK(file.text("/spikes/S", "node_population") == "P");
    CHECK(file.number("/spikes/S", "n_neurons") == 100);
    CHECK(file.number("/spikes/S", "duration_ms") == 1000 * 1e-4 * 1e3);
}

TEST_CASE("spikes of a subgroup say which neurons are watched") {
    const TemporaryFolder folder;
    const auto out = open_results(short_run(folder.file("a.h5")), {});
    SeriesInfo info = spikes_of("S");
    info.ids = {80, 81, 99};
    static_cast<void>(out->open(info));
    static_cast<void>(out->open(spikes_of("all")));
    out->close("complete", 1000, {});
    const H5Reader file(folder.file("a.h5"));
    CHECK(file.number("/spikes/S", "n_recorded") == 3);
    CHECK(file.number("/spikes/S", "first_node_id") == 80);
    CHECK(file.number("/spikes/S", "last_node_id") == 99);
    CHECK(file.number("/spikes/all", "n_recorded") == 100);
    CHECK(file.number("/spikes/all", "first_node_id") == 0);
    CHECK(file.number("/spikes/all", "last_node_id") == 99);
}

TEST_CASE("spikes out of order are marked as unsorted") {
    const TemporaryFolder folder;
    const std::array<double, 2> times{2e-4, 1e-4};
    const std::array<std::uint64_t, 2> ids{0, 0};
    write_spikes(folder.file("a.h5"), times, ids);
    CHECK(H5Reader(folder.file("a.h5")).number("/spikes/S", "sorting") == 0);
}

TEST_CASE("a silent group is there with empty datasets") {
    const TemporaryFolder folder;
    write_spikes(folder.file("a.h5"), {}, {});
    const H5Reader file(folder.file("a.h5"));
    CHECK(file.shape("/spikes/S/timestamps") == std::vector<hsize_t>{0});
    CHECK(file.shape("/spikes/S/node_ids") == std::vector<hsize_t>{0});
    // R (rhdf5) stops at empty datasets of 64-bit integers.
    CHECK(file.type("/spikes/S/node_ids") == "i32");
}

TEST_CASE("spikes beyond one chunk arrive whole and in order, flushed or not") {
    const TemporaryFolder folder;
    const std::size_t n = 150000;
    std::vector<double> times;
    std::vector<std::uint64_t> ids;
    for (std::size_t i = 0; i < n; ++i) {
        times.push_back(static_cast<double>(i / 100) * 1e-4);
        ids.push_back(i % 100);
    }
    const auto out = open_results(short_run(folder.file("a.h5")), {});
    const std::size_t series = out->open(spikes_of("S"));
    const std::size_t portion = 7001;  // divides neither the chunk nor the whole
    for (std::size_t begin = 0; begin < n; begin += portion) {
        const std::size_t length = std::min(portion, n - begin);
        out->append_spikes(series, std::span(times).subspan(begin, length),
                           std::span(ids).subspan(begin, length));
        if (begin % 3 == 0) out->flush();
    }
    out->close("complete", 1500, {});

    const H5Reader file(folder.file("a.h5"));
    for (double& time : times) time *= 1e3;
    CHECK(file.values("/spikes/S/timestamps") == times);
    CHECK(file.values("/spikes/S/node_ids") == std::vector<double>(ids.begin(), ids.end()));
}

TEST_CASE("a second series of the same monitor gets a name of its own") {
    const TemporaryFolder folder;
    const auto out = open_results(short_run(folder.file("a.h5")), {});
    out->append_spikes(out->open(spikes_of("S")), three_times, three_ids);
    static_cast<void>(out->open(spikes_of("S")));
    out->close("complete", 1000, {});
    const H5Reader file(folder.file("a.h5"));
    CHECK(file.names("/spikes") == std::vector<std::string>{"S", "S_2"});
    CHECK(file.shape("/spikes/S/node_ids") == std::vector<hsize_t>{3});
}

}  // namespace brian
