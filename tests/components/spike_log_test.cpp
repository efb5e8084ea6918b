#include <doctest/doctest.h>

#include "components/monitor_stub.h"

using namespace brian;

namespace {

using Ids = std::vector<std::uint64_t>;
using Values = std::vector<double>;

}  // namespace

TEST_CASE("variables are recorded with each spike, as they are at that moment") {
    Watching watching({1, 2, 7});
    watching.make("spikes", {{"variables", list_of({"v", "g"})}});
    watching.step({1, 7});  // v is 0 still
    watching.step({0, 2});  // 0.1 * neuron
    watching.step({7});     // 0.2 * neuron
    const auto& series = watching.finish();
    CHECK(series.ids == Ids{1, 7, 2, 7});
    CHECK(series.columns.at("v") == Values{0, 0, 0.1 * 2, 0.2 * 7});
    CHECK(series.columns.at("g") == Values{0, 0, 1, 2});
    CHECK(series.info.columns[0].units == "mV");
    CHECK(series.info.columns[0].unit_size == 1e-3);
}

TEST_CASE("a subexpression is computed at spikes alone") {
    Watching watching;
    watching.make("spikes", {{"variables", scalar("s")}});
    for (int k = 0; k < 10; ++k)
        watching.step(k % 5 == 0 ? std::vector<std::uint32_t>{3} : std::vector<std::uint32_t>{});
    CHECK(watching.n_refreshed == 2);
}

TEST_CASE("spikes with variables are handed on in pieces of bounded size, none lost") {
    Watching watching;
    watching.make("spikes", {{"variables", scalar("v")}});
    for (int k = 0; k < 5000; ++k) watching.step({0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    const auto& series = watching.finish();
    CHECK(series.ids.size() == 50000);
    CHECK(series.columns.at("v").size() == 50000);
    CHECK(series.n_appends == 4);  // 16384 spikes with one value each are held back
}

TEST_CASE("events are recorded like spikes, after their conditions") {
    Watching watching({2, 3, 7});
    watching.make("events", {{"event", scalar("pause")}, {"variables", scalar("v")}});
    CHECK(watching.parts.when == Moment{Slot::Thresholds, Phase::After});
    watching.step({2}, {});
    watching.step({}, {3, 4, 7});
    const auto& series = watching.finish();
    CHECK(series.info.kind == SeriesInfo::Kind::Events);
    CHECK(series.ids == Ids{3, 7});
    CHECK(series.times == Values{1e-4, 1e-4});
    CHECK(series.columns.at("v") == Values{0.1 * 3, 0.1 * 7});
}

TEST_CASE("spikes for a text file name it") {
    Watching watching;
    watching.make("spikes_text", {{"file", scalar("spikes.txt")}});
    watching.step({4});
    const auto& series = watching.finish();
    CHECK(series.info.kind == SeriesInfo::Kind::SpikesText);
    CHECK(series.info.file == "spikes.txt");
    CHECK(series.ids == Ids{4});
}

TEST_CASE("every monitor can look at another moment") {
    for (const char* type : {"spikes", "count", "population_count", "rate", "van_rossum"}) {
        CAPTURE(type);
        Watching watching;
        watching.make(type, {{"when", scalar("after_resets")}, {"order", scalar("3")}});
        CHECK(watching.parts.when == Moment{Slot::Resets, Phase::After});
        CHECK(watching.parts.order == 3);
    }
}

TEST_CASE("spikes cannot be seen before they are known") {
    Watching watching;
    CHECK(model_error([&] {
              watching.make("spikes", {{"when", scalar("start")}});
          })
          == "at 'start' in order 1 the spikes of the step are not known yet");
    CHECK(model_error([&] {
              watching.make("count", {{"order", scalar("-1")}});
          })
          == "at 'thresholds' in order -1 the spikes of the step are not known yet");
    CHECK(model_error([&] {
              watching.make("events", {{"event", scalar("pause")}, {"when", scalar("thresholds")}});
          })
          == "at 'thresholds' in order 1 the spikes of the step are not known yet");
}

TEST_CASE("a variable must not take the name of a dataset of spikes") {
    Watching watching;
    CHECK(model_error([&] { watching.make("spikes", {{"variables", scalar("node_ids")}}); })
          == "a variable called 'node_ids' cannot be recorded here: the results have a dataset of "
             "that name");
}
