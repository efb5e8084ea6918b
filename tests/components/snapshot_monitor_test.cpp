#include <doctest/doctest.h>

#include "components/monitor_stub.h"

using namespace brian;

namespace {

using Values = std::vector<double>;
using Keys = std::vector<std::pair<std::string, Value>>;

Keys of_v(const Keys& more = {}) {
    Keys keys = {{"variables", list_of({"v"})}};
    keys.insert(keys.end(), more.begin(), more.end());
    return keys;
}

}  // namespace

TEST_CASE("without times there is one snapshot, of the state after the last step") {
    Watching watching({1, 2});
    watching.make("snapshot", of_v());
    for (int k = 0; k < 3; ++k) watching.step();
    const auto& series = watching.finish();
    CHECK(series.info.kind == SeriesInfo::Kind::Snapshot);
    CHECK(series.columns.at("time") == Values{3 * 1e-4});
    CHECK(series.columns.at("v") == Values{0.1 * 3, 0.1 * 3 * 2});
    CHECK(series.info.ids == std::vector<std::uint64_t>{1, 2});
    CHECK(series.info.columns[1].width == 2);
}

TEST_CASE("snapshots at given times are of the first step that is not earlier") {
    Watching watching({1});
    watching.latest = 5 * 1e-4;
    watching.make("snapshot", of_v({{"at", list_of({"0.25 ms", "0 ms", "0.5 ms"})}}));
    for (int k = 0; k < 5; ++k) watching.step();
    const auto& series = watching.finish();
    CHECK(series.columns.at("time") == Values{0, 3 * 1e-4, 5 * 1e-4});
    CHECK(series.columns.at("v") == Values{0, 0.1 * 3, 0.1 * 5});
}

TEST_CASE("regular snapshots include the start, and the end when it is one of them") {
    Watching watching({1});
    watching.make("snapshot", of_v({{"every", scalar("0.2 ms")}}));
    for (int k = 0; k < 4; ++k) watching.step();
    CHECK(watching.finish().columns.at("time") == Values{0, 2 * 1e-4, 4 * 1e-4});
}

TEST_CASE("the state after the last step is one more snapshot on request") {
    Watching watching({1});
    watching.make("snapshot", of_v({{"at", scalar("0 ms")}, {"final", scalar("true")}}));
    for (int k = 0; k < 4; ++k) watching.step();
    CHECK(watching.finish().columns.at("time") == Values{0, 4 * 1e-4});
}

TEST_CASE("impossible times of snapshots are refused") {
    Watching watching;
    watching.latest = 10 * 1e-4;
    CHECK(model_error([&] {
              watching.make("snapshot", of_v({{"at", scalar("2 ms")}}));
          })
          == "the snapshot at 2 ms is after the end of the run, at 1 ms");
    CHECK(model_error([&] {
              watching.make("snapshot", of_v({{"at", scalar("-1 ms")}}));
          })
          == "times of snapshots are 0 ms or later");
    CHECK(model_error([&] { watching.make("snapshot", {{"variables", scalar("time")}}); })
          == "a variable called 'time' cannot be recorded here: the results have a dataset of that "
             "name");
}

TEST_CASE("a trace of the last stretch holds its samples and no others") {
    Watching watching({1, 2});
    watching.make("state", of_v({{"last", scalar("0.2 ms")}}));
    CHECK(watching.recording.all().empty());
    for (int k = 0; k < 7; ++k) watching.step();
    const auto& series = watching.finish("v");
    CHECK(series.info.start == doctest::Approx(4e-4).epsilon(1e-14));
    CHECK(series.values
          == Values{0.1 * 4, 0.1 * 4 * 2, 0.1 * 5, 0.1 * 5 * 2, 0.1 * 6, 0.1 * 6 * 2});
}

TEST_CASE("a run shorter than the last stretch is recorded whole") {
    Watching watching({1});
    watching.make("state", of_v({{"last", scalar("1 ms")}}));
    watching.step();
    watching.step();
    const auto& series = watching.finish("v");
    CHECK(series.info.start == 0.0);
    CHECK(series.values == Values{0, 0.1});
}
