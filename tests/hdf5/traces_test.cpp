#include <array>
#include <stdexcept>
#include <vector>

#include <doctest/doctest.h>

#include "hdf5/h5_reader.h"
#include "hdf5/samples.h"
#include "hdf5/temporary_folder.h"

namespace brian {

namespace {

/// Value of neuron i in a frame [V]: all different.
double value_at(std::size_t frame, std::size_t i) {
    return -0.07 + 1e-3 * static_cast<double>(frame) + 1e-6 * static_cast<double>(i);
}

std::vector<double> frames_of(std::size_t n_frames, std::size_t n) {
    std::vector<double> values;
    for (std::size_t frame = 0; frame < n_frames; ++frame) {
        for (std::size_t i = 0; i < n; ++i) values.push_back(value_at(frame, i));
    }
    return values;
}

/// Writes that many frames, a few at a time, and leaves the finished file under that name.
void write_trace(const ResultsOptions& options, const SeriesInfo& info, std::size_t n_frames) {
    const auto file = open_results(options, {});
    const std::size_t series = file->open(info);
    const std::size_t n = info.ids.size();
    const std::vector<double> values = frames_of(n_frames, n);
    const std::size_t portion = 7 * n;
    for (std::size_t begin = 0; begin < values.size(); begin += portion) {
        const std::size_t length = std::min(portion, values.size() - begin);
        file->append(series, std::span(values).subspan(begin, length));
    }
    file->close("complete", static_cast<std::int64_t>(n_frames), {});
}

}  // namespace

TEST_CASE("a trace is written in its display unit as float32") {
    const TemporaryFolder folder;
    write_trace(short_run(folder.file("a.h5")), trace_of_v(3), 5);
    const H5Reader file(folder.file("a.h5"));
    CHECK(file.type("/report/M_v/data") == "f32");
    REQUIRE(file.shape("/report/M_v/data") == std::vector<hsize_t>{5, 3});
    const std::vector<float> data = file.floats("/report/M_v/data");
    CHECK(data[7] == static_cast<float>(value_at(2, 1) / 1e-3));
    CHECK(file.text("/report/M_v/data", "units") == "mV");
    CHECK(file.text("/report/M_v/data", "variable") == "v");
    CHECK(file.text("/report/M_v/data", "node_population") == "P");
    CHECK(file.text("/report/M_v/data", "description") == "v of P");
}

TEST_CASE("precision float64 keeps every bit of value / unit_size") {
    const TemporaryFolder folder;
    SeriesInfo info = trace_of_v(3);
    info.precision = Precision::Float64;
    write_trace(short_run(folder.file("a.h5")), info, 5);
    const H5Reader file(folder.file("a.h5"));
    CHECK(file.type("/report/M_v/data") == "f64");
    std::vector<double> expected = frames_of(5, 3);
    for (double& value : expected) value /= 1e-3;
    CHECK(file.values("/report/M_v/data") == expected);
}

TEST_CASE("a trace over many chunks arrives whole, for narrow and wide frames") {
    for (const std::size_t n : {1U, 4000U, 150000U}) {
        CAPTURE(n);
        const TemporaryFolder folder;
        SeriesInfo info = trace_of_v(n);
        info.precision = Precision::Float64;
        info.unit_size = 1.0;
        const std::size_t n_frames = n == 1 ? 1000 : 3 + 400000 / n;
        write_trace(short_run(folder.file("a.h5")), info, n_frames);
        CHECK(H5Reader(folder.file("a.h5")).values("/report/M_v/data") == frames_of(n_frames, n));
    }
}

TEST_CASE("chunks of long traces are frame-major, of 256 KiB to 1 MiB") {
    for (const std::size_t n : {1U, 10U, 4000U, 100000U, 1000000U}) {
        CAPTURE(n);
        const TemporaryFolder folder;
        ResultsOptions options = short_run(folder.file("a.h5"));
        options.n_steps = 10000000;
        write_trace(options, trace_of_v(n), 0);
        const std::vector<hsize_t> chunk = H5Reader(folder.file("a.h5")).chunk("/report/M_v/data");
        CHECK(chunk[0] * chunk[1] * sizeof(float) >= 262144);
        CHECK(chunk[0] * chunk[1] * sizeof(float) <= 1048576);
    }
}

TEST_CASE("a short trace takes no more room than it needs") {
    const TemporaryFolder folder;
    write_trace(short_run(folder.file("a.h5")), trace_of_v(1), 1000);
    CHECK(H5Reader(folder.file("a.h5")).chunk("/report/M_v/data") == std::vector<hsize_t>{1000, 1});
}

TEST_CASE("traces are compressed only when asked for") {
    const TemporaryFolder folder;
    for (const int level : {0, 4}) {
        ResultsOptions options = short_run(folder.file("a.h5"));
        options.existing = ResultsOptions::Existing::Replace;
        options.trace_compression = level;
        write_trace(options, trace_of_v(2), 3);
        const std::string filters = H5Reader(folder.file("a.h5")).filters("/report/M_v/data");
        CHECK(filters == (level == 0 ? "" : "shuffle gzip4"));
    }
}

TEST_CASE("time and node are the dimension scales of a trace") {
    const TemporaryFolder folder;
    SeriesInfo info = trace_of_v(0);
    info.ids = {7, 3};
    info.start = 0.05;
    write_trace(short_run(folder.file("a.h5")), info, 3);
    const H5Reader file(folder.file("a.h5"));
    CHECK(file.scale("/report/M_v/data", 0) == "/report/M_v/time");
    CHECK(file.scale("/report/M_v/data", 1) == "/report/M_v/node");
    CHECK(file.values("/report/M_v/time")
          == std::vector{0.05 * 1e3, (0.05 + 1e-4) * 1e3, (0.05 + 2 * 1e-4) * 1e3});
    CHECK(file.text("/report/M_v/time", "units") == "ms");
    CHECK(file.type("/report/M_v/node") == "i32");
    CHECK(file.values("/report/M_v/node") == std::vector{7.0, 3.0});
}

TEST_CASE("the mapping of a trace is that of SONATA") {
    const TemporaryFolder folder;
    SeriesInfo info = trace_of_v(0);
    info.ids = {3, 7};
    write_trace(short_run(folder.file("a.h5")), info, 4);
    const H5Reader file(folder.file("a.h5"));
    const std::string mapping = "/report/M_v/mapping/";
    CHECK(file.type(mapping + "node_ids") == "u64");
    CHECK(file.values(mapping + "node_ids") == std::vector{3.0, 7.0});
    CHECK(file.attribute_type(mapping + "node_ids", "sorted") == "u8");
    CHECK(file.number(mapping + "node_ids", "sorted") == 1);
    CHECK(file.type(mapping + "index_pointers") == "u64");
    CHECK(file.values(mapping + "index_pointers") == std::vector{0.0, 1.0, 2.0});
    CHECK(file.address(mapping + "index_pointer") == file.address(mapping + "index_pointers"));
    CHECK(file.type(mapping + "element_ids") == "u32");
    CHECK(file.values(mapping + "element_ids") == std::vector{0.0, 0.0});
    CHECK(file.type(mapping + "element_pos") == "f32");
    CHECK(file.values(mapping + "time") == std::vector{0.0, 4 * (1e-4 * 1e3), 1e-4 * 1e3});
    CHECK(file.number("/report/M_v", "n_frames") == 4);
}

TEST_CASE("neurons out of order are not called sorted") {
    const TemporaryFolder folder;
    SeriesInfo info = trace_of_v(0);
    info.ids = {7, 3};
    write_trace(short_run(folder.file("a.h5")), info, 1);
    CHECK(H5Reader(folder.file("a.h5")).number("/report/M_v/mapping/node_ids", "sorted") == 0);
}

TEST_CASE("half a frame is refused") {
    const TemporaryFolder folder;
    const auto out = open_results(short_run(folder.file("a.h5")), {});
    const std::size_t series = out->open(trace_of_v(2));
    CHECK_THROWS_AS(out->append(series, std::array{1.0, 2.0, 3.0}), std::invalid_argument);
}

TEST_CASE("a trace of no neuron or no frame is there and empty") {
    const TemporaryFolder folder;
    write_trace(short_run(folder.file("none.h5")), trace_of_v(0), 0);
    CHECK(H5Reader(folder.file("none.h5")).shape("/report/M_v/data") == std::vector<hsize_t>{0, 0});
    write_trace(short_run(folder.file("still.h5")), trace_of_v(2), 0);
    const H5Reader file(folder.file("still.h5"));
    CHECK(file.shape("/report/M_v/data") == std::vector<hsize_t>{0, 2});
    CHECK(file.values("/report/M_v/mapping/time") == std::vector{0.0, 0.0, 1e-4 * 1e3});
}

}  // namespace brian
