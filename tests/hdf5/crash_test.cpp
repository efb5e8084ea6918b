#include <array>
#include <csignal>
#include <functional>
#include <vector>

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "hdf5/h5_reader.h"
#include "hdf5/samples.h"
#include "hdf5/temporary_folder.h"

namespace brian {

namespace {

/// Does the work in a process of its own; returns what waitpid says of its end.
int in_child(const std::function<int()>& work) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(work());
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
}

/// 100 spikes in each of the steps, with ids that do not compress to nothing.
void append_steps(ResultsFile& out, std::size_t series, std::int64_t begin, std::int64_t end) {
    for (std::int64_t step = begin; step < end; ++step) {
        const std::vector<double> times(100, static_cast<double>(step) * 1e-4);
        std::vector<std::uint64_t> ids;
        for (std::uint64_t i = 0; i < 100; ++i) {
            ids.push_back((static_cast<std::uint64_t>(step) * 7919 + i * i * 104729) % 1000003);
        }
        out.append_spikes(series, times, ids);
    }
}

constexpr std::int64_t last_flush = 1000;

/// Two monitors of spikes and a trace, flushed every 100 steps up to the last flush; then further
/// chunks are begun, finished and moved until the process is killed without warning.
[[noreturn]] void write_and_die(const std::string& name) {
    const auto out = open_results(short_run(name), {});
    const std::array spikes{out->open(spikes_of("A")), out->open(spikes_of("B"))};
    const std::size_t trace = out->open(trace_of_v(500));
    const std::vector<double> frame(500, -0.07);
    for (std::int64_t step = 0; step < 4 * last_flush; ++step) {
        append_steps(*out, spikes[0], step, step + 1);
        append_steps(*out, spikes[1], step, step + 1);
        if (step < 2 * last_flush) out->append(trace, frame);
        if (step < last_flush && step % 100 == 99) out->flush();
    }
    ::kill(::getpid(), SIGKILL);
    ::_exit(0);
}

}  // namespace

TEST_CASE("a killed writer leaves a readable file with all that was flushed") {
    const TemporaryFolder folder;
    const std::string name = folder.file("a.h5");
    const int status = in_child([&]() -> int { write_and_die(name); });
    REQUIRE(WIFSIGNALED(status));

    const H5Reader file(name + ".part");
    CHECK(file.text("/", "status") == "running");
    const std::vector<double> times = file.values("/spikes/A/timestamps");
    const std::vector<double> ids = file.values("/spikes/A/node_ids");
    REQUIRE(times.size() >= 100 * last_flush);
    REQUIRE(ids.size() >= 100 * last_flush);
    for (std::size_t i = 0; i < 100 * last_flush; i += 100) {
        REQUIRE(times[i] == static_cast<double>(i / 100) * 1e-4 * 1e3);
        REQUIRE(ids[i] == static_cast<double>(i / 100 * 7919 % 1000003));
    }
    CHECK(file.values("/spikes/B/node_ids").size() >= 100 * last_flush);
    const std::vector<float> data = file.floats("/report/M_v/data");
    REQUIRE(data.size() >= 500 * last_flush);
    CHECK(data.at(500 * last_flush - 1) == static_cast<float>(-0.07 / 1e-3));
}

TEST_CASE("series begun after the last flush do no harm to the file of a killed writer") {
    const TemporaryFolder folder;
    const std::string name = folder.file("a.h5");
    const auto open_many_and_die = [&] {
        const auto out = open_results(short_run(name), {});
        for (int i = 0; i < 5; ++i) static_cast<void>(out->open(trace_of_v(3)));
        out->flush();
        // So many that HDF5's cache of metadata overflows.
        for (int i = 0; i < 400; ++i) static_cast<void>(out->open(trace_of_v(3)));
        return ::kill(::getpid(), SIGKILL);
    };
    REQUIRE(WIFSIGNALED(in_child(open_many_and_die)));
    const H5Reader file(name + ".part");
    const std::vector<std::string> reports = file.names("/report");
    CHECK(reports.size() == 5);
    for (const std::string& report : reports) {
        CHECK(file.shape("/report/" + report + "/data") == std::vector<hsize_t>{0, 3});
    }
}

TEST_CASE("a full disk is told by name, with the system's own words") {
    const TemporaryFolder folder;
    const std::string name = folder.file("a.h5");
    const auto write_beyond_the_limit = [&] {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{.rlim_cur = 1000000, .rlim_max = 1000000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        const auto out = open_results(short_run(name), {});
        const std::size_t series = out->open(trace_of_v(1000));
        const std::vector<double> frames(1000 * 100, 1.0);
        try {
            for (int i = 0; i < 100; ++i) out->append(series, frames);
        } catch (const OutputError& error) {
            const std::string message = error.what();
            const bool named = message.find(name + ".part") != std::string::npos;
            const bool explained = message.find("File too large") != std::string::npos;
            return error.kind() == OutputError::Kind::WriteFailed && named && explained ? 7 : 8;
        }
        return 9;
    };
    const int status = in_child(write_beyond_the_limit);
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 7);
}

}  // namespace brian
