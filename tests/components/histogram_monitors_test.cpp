#include <doctest/doctest.h>

#include "components/monitor_stub.h"

using namespace brian;

namespace {

using Values = std::vector<double>;
using Keys = std::vector<std::pair<std::string, Value>>;

Keys of_v(const Keys& more = {}) {
    Keys keys = {
        {"variable", scalar("v")}, {"range", list_of({"0 mV", "1000 mV"})}, {"bins", scalar("4")}};
    keys.insert(keys.end(), more.begin(), more.end());
    return keys;
}

}  // namespace

TEST_CASE("intervals between spikes are counted in bins, the last of them without end") {
    Watching watching;
    watching.make("isi_histogram", {{"bins", list_of({"0.2 ms", "0.3 ms", "0.5 ms"})}});
    // Intervals of neuron 0: 0.1, 0.2, 0.3, 0.4, 0.5, 2 ms; of neuron 1: 0.3 ms.
    for (int k = 0; k < 36; ++k) {
        std::vector<std::uint32_t> spikes;
        if (k == 0 || k == 1 || k == 3 || k == 6 || k == 10 || k == 15 || k == 35)
            spikes.push_back(0);
        if (k == 20 || k == 23) spikes.push_back(1);
        watching.step(spikes);
    }
    const auto& series = watching.finish();
    CHECK(series.info.kind == SeriesInfo::Kind::Histogram);
    CHECK(series.columns.at("bin_start") == Values{2e-4, 3e-4, 5e-4});
    CHECK(series.columns.at("count") == Values{1, 3, 2});
    CHECK(series.numbers.at("below") == 1);
}

TEST_CASE("the first spike of a neuron has no interval") {
    Watching watching;
    watching.make("isi_histogram", {{"bins", list_of({"0 ms"})}});
    watching.step({0, 1, 2});
    watching.step({3});
    CHECK(watching.finish().columns.at("count") == Values{0});
}

TEST_CASE("an interval equal to an edge lies above it, late in a run too") {
    Watching watching;
    watching.make("isi_histogram", {{"bins", list_of({"0 ms", "0.3 ms"})}});
    watching.clock.go_to(123456);
    for (int k = 0; k < 301; ++k)
        watching.step(k % 3 == 0 ? std::vector<std::uint32_t>{0} : std::vector<std::uint32_t>{});
    CHECK(watching.finish().columns.at("count") == Values{0, 100});
}

TEST_CASE("edges of intervals must ascend") {
    for (const Value& bins : {list_of({"1 ms", "1 ms"}), list_of({"-1 ms"})}) {
        Watching watching;
        CHECK(model_error([&] {
                  watching.make("isi_histogram", {{"bins", bins}});
              })
              == "the lower edges of the bins must ascend from 0 ms or more");
    }
}

TEST_CASE("a state histogram counts each neuron's values; an edge belongs to the bin above") {
    Watching watching({0, 1, 5});
    watching.make("state_histogram", of_v());
    // v is 0.1 k times neuron at step k: of neuron 1 0, 0.1 ... 0.5; of neuron 5 0, 0.5 ... 2.5.
    for (int k = 0; k < 6; ++k) watching.step();
    const auto& series = watching.finish();
    CHECK(series.columns.at("bin_edge") == Values{0, 0.25, 0.5, 0.75, 1});
    CHECK(series.columns.at("count") == Values{6, 0, 0, 0, 3, 2, 1, 0, 1, 0, 1, 0});
    CHECK(series.columns.at("below") == Values{0, 0, 0});
    CHECK(series.columns.at("above") == Values{0, 0, 4});
    CHECK(series.numbers.at("n_samples") == 6);
    CHECK(series.info.columns[1].width == 4);
    CHECK(series.info.ids == std::vector<std::uint64_t>{0, 1, 5});
}

TEST_CASE("a state histogram takes a sample in so many steps, of some neurons") {
    Watching watching;
    watching.make("state_histogram", of_v({{"dt", scalar("0.2 ms")}, {"record", scalar("1:3")}}));
    for (int k = 0; k < 5; ++k) watching.step();
    const auto& series = watching.finish();
    CHECK(series.numbers.at("n_samples") == 3);
    CHECK(series.columns.at("count") == Values{2, 1, 0, 0, 1, 1, 0, 1});
}

TEST_CASE("a range without an inside is refused") {
    for (const Value& range : {list_of({"1 mV", "1 mV"}), list_of({"1 mV"})}) {
        Watching watching;
        const Keys keys = {{"variable", scalar("v")}, {"range", range}, {"bins", scalar("4")}};
        CHECK(model_error([&] { watching.make("state_histogram", keys); })
              == "the range needs two values, the lower one first");
    }
}
