#include "tools/diff.h"

#include <array>
#include <functional>
#include <memory>

#include <doctest/doctest.h>

#include "hdf5/samples.h"
#include "hdf5/temporary_folder.h"

namespace brian {

namespace {

const TemporaryFolder& folder() {
    static const TemporaryFolder here;
    return here;
}

/// Spikes and traces of two neurons in three steps, with one value changed.
struct Sample {
    std::array<double, 3> times{0.0, 1e-4, 2e-4};
    std::array<std::uint64_t, 3> ids{5, 7, 7};
    std::array<double, 6> v{0.0, 1e-3, 2e-3, 3e-3, 4e-3, 5e-3};
    std::string model = "p: {w: 1}\n";
    std::string state = "00";
    std::size_t n_spikes = 3;
};

std::unique_ptr<ResultsReader> written(const std::string& name, const Sample& sample) {
    ResultsOptions options = short_run(folder().file(name));
    options.existing = ResultsOptions::Existing::Replace;
    options.model_sha256 = sample.model;
    const auto file = open_results(options, {{"resolved_yaml", sample.model}});
    const std::size_t spikes = file->open(spikes_of("all"));
    const std::size_t trace = file->open(trace_of_v(2));
    file->append_spikes(spikes, std::span(sample.times).first(sample.n_spikes),
                        std::span(sample.ids).first(sample.n_spikes));
    file->append(trace, sample.v);
    file->close("complete", 1000, {{"final_state_sha256", sample.state}});
    return std::make_unique<ResultsReader>(options.file_name);
}

Comparison compared(const Sample& b) {
    const auto first = written("a.h5", {});
    const auto second = written("b.h5", b);
    return compare(*first, *second);
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("the same results are the same") {
    const Comparison comparison = compared({});
    CHECK(comparison.same_results());
    CHECK(comparison_text(comparison) == "the results are the same\n");
}

TEST_CASE("the first spike that differs is named, by neuron or by time") {
    Sample other_neuron;
    other_neuron.ids[1] = 8;
    CHECK(compared(other_neuron).differences
          == Lines{"/spikes/all: spike 1 is of neuron 7 at 0.1 ms in A, of neuron 8 at 0.1 ms in B "
                   "(3 and 3 spikes in all)"});
    Sample later;
    later.times[2] = 3e-4;
    CHECK(compared(later).differences
          == Lines{"/spikes/all: spike 2 is of neuron 7 at 0.2 ms in A, of neuron 7 at 0.3 ms in B "
                   "(3 and 3 spikes in all)"});
    Sample fewer;
    fewer.n_spikes = 2;
    CHECK(
        compared(fewer).differences
        == Lines{"/spikes/all: spike 2 is of neuron 7 at 0.2 ms in A, none in B (3 and 2 spikes in "
                 "all)"});
}

TEST_CASE("the first sample that differs is named, by time and neuron") {
    Sample sample;
    sample.v[3] = 3.5e-3;
    sample.v[4] = 8e-3;
    CHECK(compared(sample).differences
          == Lines{"/report/M_v/data: first at 0.1 ms, neuron 1: 3 mV in A, 3.5 mV in B; 2 of 6 "
                   "values differ, by up to 4 mV"});
}

TEST_CASE("what differs earlier comes first") {
    Sample sample;
    sample.ids[1] = 8;   // at 0.1 ms
    sample.v[1] = 2e-3;  // at 0 ms
    const Comparison comparison = compared(sample);
    REQUIRE(comparison.differences.size() == 2);
    CHECK(comparison.differences[0].starts_with("/report/M_v/data"));
    CHECK(comparison.differences[1].starts_with("/spikes/all"));
}

TEST_CASE("values of the models that differ are told, even where the results are the same") {
    Sample sample;
    sample.model = "p: {w: 2}\n";
    const Comparison comparison = compared(sample);
    CHECK(comparison.same_results());
    CHECK(comparison.models == Lines{"p.w: 1 in A, 2 in B"});
}

TEST_CASE("of the same model the final states must be the same as well") {
    Sample sample;
    sample.state = "01";
    CHECK_FALSE(compared(sample).same_results());
    sample.model = "p: {w: 2}\n";  // another model may end elsewhere
    CHECK(compared(sample).same_results());
}

}  // namespace brian
