#include <cmath>

#include <doctest/doctest.h>

#include "components/monitor_stub.h"

using namespace brian;

namespace {

using Ids = std::vector<std::uint64_t>;
using Values = std::vector<double>;
using Keys = std::vector<std::pair<std::string, Value>>;

Keys of_v(const Keys& more = {}) {
    Keys keys = {{"variables", list_of({"v"})}};
    keys.insert(keys.end(), more.begin(), more.end());
    return keys;
}

}  // namespace

TEST_CASE("a trace begins with the initial state and has one frame a step") {
    Watching watching({1, 2});
    watching.make("state", of_v());
    for (int k = 0; k < 3; ++k) watching.step();
    const auto& series = watching.finish("v");
    CHECK(series.values == Values{0, 0, 0.1, 0.2, 0.2, 0.4});
    CHECK(series.info.ids == Ids{1, 2});
    CHECK(series.info.start == 0.0);
    CHECK(series.info.interval == 1e-4);
}

TEST_CASE("a trace is labelled with a unit that is pleasant to read") {
    Watching watching;
    watching.make("state", of_v());
    const SeriesInfo& info = watching.finish("v").info;
    CHECK(info.units == "mV");
    CHECK(info.unit_size == 1e-3);
    CHECK(info.kind == SeriesInfo::Kind::Trace);
    CHECK(info.precision == Precision::Float32);
}

TEST_CASE("values are taken at the start of the step unless the user says otherwise") {
    Watching watching;
    watching.make("state", of_v());
    CHECK(watching.parts.when == Moment{Slot::Start, Phase::At});
    watching.make("state", of_v({{"when", scalar("after_resets")}, {"order", scalar("-2")}}));
    CHECK(watching.parts.when == Moment{Slot::Resets, Phase::After});
    CHECK(watching.parts.order == -2);
}

TEST_CASE("the neurons recorded count within what is watched") {
    struct Row {
        Value record;
        Ids ids;
    };
    const std::vector<Row> table = {{scalar("all"), {2, 3, 5, 7}}, {list_of({"3", "0"}), {2, 7}},
                                    {scalar("1:3"), {3, 5}},       {scalar(":2"), {2, 3}},
                                    {scalar("2:"), {5, 7}},        {scalar("2"), {5}}};
    for (const Row& row : table) {
        CAPTURE(row.ids.size());
        Watching watching({2, 3, 5, 7});
        watching.make("state", of_v({{"record", row.record}}));
        watching.step();
        watching.step();
        const auto& series = watching.finish("v");
        CHECK(series.info.ids == row.ids);
        Values second;
        for (const std::uint64_t id : row.ids) second.push_back(0.1 * static_cast<double>(id));
        CHECK(Values(series.values.begin() + std::ssize(second), series.values.end()) == second);
    }
}

TEST_CASE("a choice of neurons that cannot be is refused") {
    struct Row {
        Value record;
        const char* message;
    };
    const std::vector<Row> table = {
        {scalar("0:11"), "the range 0:11 goes beyond the last neuron, 9"},
        {scalar("3:3"), "'3:3' is no range of neurons"},
        {scalar("a:3"), "'a:3' is no range of neurons"},
        {list_of({"10"}), "neuron 10 is out of range: P has the neurons 0 to 9"},
        {list_of({"0.5"}), "0.5 is no index of a neuron"},
        {list_of({"1", "1"}), "neuron 1 is listed twice"},
        {list_of({}), "no neuron is listed"}};
    for (const Row& row : table) {
        CAPTURE(row.message);
        Watching watching;
        CHECK(model_error([&] {
                  watching.make("state", of_v({{"record", row.record}}));
              })
              == row.message);
    }
}

TEST_CASE("an interval takes one sample in so many steps") {
    Watching watching({1});
    watching.make("state", of_v({{"dt", scalar("0.3 ms")}}));
    for (int k = 0; k < 7; ++k) watching.step();
    const auto& series = watching.finish("v");
    CHECK(series.values == Values{0.0, 0.1 * 3, 0.1 * 6});
    CHECK(series.info.interval == doctest::Approx(3e-4).epsilon(1e-15));
    CHECK(watching.warnings.empty());
}

TEST_CASE("an interval that is no multiple of the step is rounded with a remark") {
    Watching watching({1});
    watching.make("state", of_v({{"dt", scalar("0.25 ms")}}));
    CHECK(watching.warnings
          == std::vector<std::string>{
              "the interval of 0.25 ms is no multiple of dt = 0.1 ms: 0.3 ms is used"});
}

TEST_CASE("the final state is one more sample on request") {
    Watching watching({1});
    watching.latest = 2 * 1e-4;
    watching.make("state", of_v({{"record_final", scalar("true")}}));
    watching.step();
    watching.step();
    CHECK(watching.finish("v").values == Values{0, 0.1, 0.2});
}

TEST_CASE("a final state between two samples is not recorded, with a remark") {
    Watching watching({1});
    watching.latest = 3 * 1e-4;
    watching.make("state", of_v({{"record_final", scalar("true")}, {"dt", scalar("0.2 ms")}}));
    for (int k = 0; k < 3; ++k) watching.step();
    CHECK(watching.finish("v").values == Values{0, 0.2});
    CHECK(watching.warnings.size() == 1);
}

TEST_CASE("a final state makes no sense after the end of the step") {
    Watching watching;
    CHECK(model_error([&] {
              watching.make("state",
                            of_v({{"record_final", scalar("true")}, {"when", scalar("end")}}));
          })
          == "the last sample of a monitor at 'end' is already of the last step");
}

TEST_CASE("statistics are those of all samples, the variance unbiased") {
    Watching watching({0, 3});
    watching.make("state", of_v({{"statistics", list_of({"mean", "std"})}}));
    for (int k = 0; k < 5; ++k) watching.step();
    const auto& series = watching.finish("v");
    CHECK(series.info.kind == SeriesInfo::Kind::Statistics);
    CHECK(series.numbers.at("n") == 5);
    REQUIRE(series.values.size() == 6);
    // v of neuron 3 is 0, 0.3 ... 1.2: mean 0.6, squared deviations 2 (0.36 + 0.09) = 0.9.
    const Values expected = {0, 0.6, 0, 0.9 / 4, 0, std::sqrt(0.9 / 4)};
    for (std::size_t i = 0; i < 6; ++i)
        CHECK(series.values[i] == doctest::Approx(expected[i]).epsilon(1e-14));
}

TEST_CASE("statistics of values far from zero lose no digits") {
    Watching watching({0});
    watching.make("state", of_v({{"statistics", list_of({"var"})}}));
    for (int k = 0; k < 10001; ++k) {
        watching.v[0] = 1e8 + k % 2;
        watching.step();
    }
    const double var = watching.finish("v").values[1];
    // 5001 values of 1e8, 5000 of 1e8 + 1; sums of squares would keep no digit of this.
    CHECK(var == doctest::Approx(5001.0 * 5000.0 / 10001.0 / 10000.0).epsilon(1e-7));
}

TEST_CASE("the variance of a single sample is no number") {
    Watching watching({1});
    watching.make("state", of_v({{"statistics", list_of({"var"})}}));
    watching.step();
    const auto& series = watching.finish("v");
    CHECK(series.values[0] == 0.0);
    CHECK(std::isnan(series.values[1]));
    CHECK(std::isnan(series.values[2]));
}

TEST_CASE("statistics replace the trace unless neurons to record are given") {
    Watching watching({1});
    watching.make("state", of_v({{"statistics", list_of({"mean"})}}));
    CHECK(watching.recording.all().size() == 1);
    Watching both({1});
    both.make("state", of_v({{"statistics", list_of({"mean"})}, {"record", scalar("all")}}));
    CHECK(both.recording.all().size() == 2);
}

TEST_CASE("a shared variable is recorded once, not once a neuron") {
    Watching watching;
    watching.make("state", {{"variables", list_of({"g"})}});
    for (int k = 0; k < 3; ++k) watching.step();
    const auto& series = watching.finish("g");
    CHECK(series.values == Values{0, 1, 2});
    CHECK(series.info.ids.size() == 1);
}

TEST_CASE("a subexpression is computed before each sample and not between") {
    Watching watching;
    watching.make("state", {{"variables", list_of({"s"})}, {"dt", scalar("0.5 ms")}});
    for (int k = 0; k < 11; ++k) watching.step();
    CHECK(watching.n_refreshed == 3);
}

TEST_CASE("several variables are several series") {
    Watching watching({1});
    watching.make("state", {{"variables", list_of({"v", "g"})}, {"precision", scalar("float64")}});
    watching.step();
    CHECK(watching.finish("v").values == Values{0});
    CHECK(watching.recording.of("M", "g").info.precision == Precision::Float64);
}

TEST_CASE("wrong words in a state monitor are refused") {
    struct Row {
        Keys keys;
        const char* message;
    };
    const std::vector<Row> table = {
        {{}, "the key 'variables' is missing"},
        {{{"variables", list_of({"v", "v"})}}, "the variable 'v' is listed twice"},
        {of_v({{"when", scalar("middle")}}), "'middle' is no moment of a step"},
        {of_v({{"statistics", list_of({"median"})}}), "'median' is no statistic"},
        {of_v({{"precision", scalar("half")}}), "'half' is none of float32, float64"},
        {of_v({{"dt", scalar("0 ms")}}), "the interval must be positive"}};
    for (const Row& row : table) {
        CAPTURE(row.message);
        Watching watching;
        CHECK(model_error([&] { watching.make("state", row.keys); }) == row.message);
    }
}

TEST_CASE("traces are handed on in pieces of bounded size, none lost") {
    Watching watching;
    watching.make("state", of_v());
    for (int k = 0; k < 10000; ++k) watching.step();
    const auto& series = watching.finish("v");
    CHECK(series.values.size() == 100000);
    CHECK(series.n_appends == 4);
}
