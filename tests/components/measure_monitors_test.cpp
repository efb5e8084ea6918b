#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "components/monitor_stub.h"

using namespace brian;

namespace {

using Steps = std::vector<std::int64_t>;
using Values = std::vector<double>;
using Keys = std::vector<std::pair<std::string, Value>>;

bool contains(const Steps& steps, std::int64_t step) {
    return std::find(steps.begin(), steps.end(), step) != steps.end();
}

/// Runs so many steps in which neuron k of the watched ones fires at the steps trains[k], and the
/// other source at `others`.
void run(Watching& watching, std::int64_t n_steps, const std::vector<Steps>& trains,
         const Steps& others = {}) {
    for (std::int64_t step = 0; step < n_steps; ++step) {
        std::vector<std::uint32_t> spikes;
        for (std::uint32_t k = 0; k < trains.size(); ++k)
            if (contains(trains[k], step)) spikes.push_back(k);
        watching.step(spikes, contains(others, step) ? std::vector<std::uint32_t>{0}
                                                     : std::vector<std::uint32_t>{});
    }
}

/// (n_c - 2 d n_t r) / (0.5 (1 - 2 d r) (n_m + n_t)), r = n_t / duration.
double gamma_of(double n_c, double n_m, double n_t, double delta, double duration) {
    const double r = n_t / duration;
    return (n_c - 2 * delta * n_t * r) / (0.5 * (1 - 2 * delta * r) * (n_m + n_t));
}

/// Sum over steps of (V_i - V_j)^2 dt / tau with V stepped as the definition has it.
double distance_by_definition(const Steps& a, const Steps& b, std::int64_t n_steps, double tau) {
    const double decay = std::exp(-1e-4 / tau);
    double v_a = 0.0;
    double v_b = 0.0;
    double sum = 0.0;
    for (std::int64_t step = 0; step < n_steps; ++step) {
        v_a = v_a * decay + (contains(a, step) ? 1.0 : 0.0);
        v_b = v_b * decay + (contains(b, step) ? 1.0 : 0.0);
        sum += (v_a - v_b) * (v_a - v_b);
    }
    return sum * 1e-4 / tau;
}

const Steps early{3, 10, 11, 40, 90};
const Steps late{5, 41, 70, 99};

}  // namespace

TEST_CASE("exclusive coincidences use each spike of the data once") {
    // Data at steps 10 and 30, delta of 2 steps: 9 takes 10; 11 finds it used; 28 takes 30; 33 is
    // too far; 50 has nothing near.
    Watching watching({0});
    watching.make("coincidence",
                  {{"data", list_of({"1 ms", "3 ms"})}, {"delta", scalar("0.2 ms")}});
    run(watching, 100, {{9, 11, 28, 33, 50}});
    const auto& series = watching.finish();
    CHECK(series.info.kind == SeriesInfo::Kind::Measure);
    CHECK(series.columns.at("coincidences") == Values{2});
    CHECK(series.columns.at("model_length") == Values{5});
    CHECK(series.columns.at("target_length") == Values{2});
    CHECK(series.columns.at("gamma")[0]
          == doctest::Approx(gamma_of(2, 5, 2, 2e-4, 0.01)).epsilon(1e-13));
}

TEST_CASE("inclusive coincidences use a spike of the data as often as one is near") {
    Watching watching({0});
    watching.make("coincidence", {{"data", list_of({"1 ms", "3 ms"})},
                                  {"delta", scalar("0.2 ms")},
                                  {"algorithm", scalar("inclusive")}});
    run(watching, 100, {{9, 11, 28, 33, 50}});
    CHECK(watching.finish().columns.at("coincidences") == Values{3});
}

TEST_CASE("a spike between two of the data takes the earlier one and leaves the later") {
    // Data at 10 and 13, delta 2: 12 is near both and takes 10; 14 then takes 13.
    Watching watching({0});
    watching.make("coincidence",
                  {{"data", list_of({"1 ms", "1.3 ms"})}, {"delta", scalar("0.2 ms")}});
    run(watching, 30, {{12, 14}});
    CHECK(watching.finish().columns.at("coincidences") == Values{2});
}

TEST_CASE("equal trains have the gamma factor 1") {
    Watching watching({0, 1});
    const Value trains = list({list_of({"0.5 ms", "4.1 ms", "7 ms", "9.9 ms"}), list_of({"1 ms"})});
    watching.make("coincidence", {{"data", trains}, {"delta", scalar("0.3 ms")}});
    run(watching, 1000, {late, {10}});
    const auto& series = watching.finish();
    CHECK(series.columns.at("coincidences") == Values{4, 1});
    CHECK(series.columns.at("gamma")[0] == doctest::Approx(1.0).epsilon(1e-13));
    CHECK(series.columns.at("gamma")[1] == doctest::Approx(1.0).epsilon(1e-13));
}

TEST_CASE("data from a source of spikes give the same as the same data from a list") {
    for (const char* algorithm : {"exclusive", "inclusive"}) {
        CAPTURE(algorithm);
        const Keys common = {{"delta", scalar("0.4 ms")}, {"algorithm", scalar(algorithm)}};
        Keys from_list = common;
        from_list.emplace_back("data", list_of({"0.5 ms", "4.1 ms", "7 ms", "9.9 ms"}));
        Keys from_source = common;
        from_source.emplace_back("target", scalar("S"));
        const std::vector<Steps> trains = {early, {2, 6, 8, 43, 74}, {}};
        Watching listed({0, 1, 2});
        listed.make("coincidence", from_list);
        run(listed, 3100, trains);
        Watching online({0, 1, 2});
        online.make("coincidence", from_source);
        run(online, 3100, trains, late);
        CHECK(listed.finish().columns == online.finish().columns);
    }
}

TEST_CASE("nothing is counted before the onset") {
    Watching watching({0});
    watching.make("coincidence", {{"data", list_of({"1 ms", "3 ms"})},
                                  {"delta", scalar("0.2 ms")},
                                  {"onset", scalar("2 ms")}});
    run(watching, 100, {{10, 30}});
    const auto& series = watching.finish();
    CHECK(series.columns.at("coincidences") == Values{1});
    CHECK(series.columns.at("model_length") == Values{1});
    CHECK(series.columns.at("target_length") == Values{1});
}

TEST_CASE("delays shift the spikes before they are compared") {
    Watching watching({0, 1});
    watching.make("coincidence", {{"data", list_of({"1 ms"})},
                                  {"delta", scalar("0 ms")},
                                  {"delays", list_of({"0.4 ms", "0 ms"})}});
    run(watching, 100, {{6}, {6}});
    CHECK(watching.finish().columns.at("coincidences") == Values{1, 0});
}

TEST_CASE("coincidences need data, and of one kind") {
    struct Row {
        Keys keys;
        const char* message;
    };
    const std::vector<Row> table = {
        {{}, "give either `data`, the times of spikes, or `target`, a source of spikes"},
        {{{"data", list_of({"1 ms"})}, {"target", scalar("S")}},
         "give either `data`, the times of spikes, or `target`, a source of spikes"},
        {{{"data", list({list_of({"1 ms"}), list_of({"1 ms"})})}},
         "2 trains for the 10 neurons of P"},
        {{{"data", list_of({"-1 ms"})}}, "spikes of the data are at 0 ms or later"},
        {{{"data", list_of({"1 ms"})}, {"delta", scalar("-1 ms")}},
         "the window must be 0 ms or more"},
        {{{"data", list_of({"1 ms"})}, {"delays", list_of({"1 ms", "2 ms"})}},
         "2 delays for the 10 neurons of P"}};
    for (const Row& row : table) {
        CAPTURE(row.message);
        Watching watching;
        CHECK(model_error([&] { watching.make("coincidence", row.keys); }) == row.message);
    }
}

TEST_CASE("van Rossum distances are those of the definition") {
    const double tau = 1.5e-3;
    Watching watching({0, 1, 2});
    watching.make("van_rossum", {{"tau", scalar("1.5 ms")}});
    const std::vector<Steps> trains = {early, late, {3, 41, 90}};
    run(watching, 120, trains);
    const Values distance = watching.finish().columns.at("distance");
    REQUIRE(distance.size() == 9);
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j) {
            CAPTURE(i);
            CAPTURE(j);
            // A sum of 120 terms against a closed form: rounding of some 100 units in the last
            // place.
            const double expected = distance_by_definition(trains[i], trains[j], 120, tau);
            CHECK(distance[3 * i + j] == doctest::Approx(expected).epsilon(1e-12));
        }
}

TEST_CASE("equal trains have the van Rossum distance 0, a single spike one half of its kernel") {
    Watching watching({0, 1, 2});
    watching.make("van_rossum", {{"tau", scalar("1 ms")}});
    run(watching, 1000, {early, early, {}});
    const Values distance = watching.finish().columns.at("distance");
    CHECK(distance[1] == 0.0);
    CHECK(distance[0] == 0.0);
    Watching single({0, 1});
    single.make("van_rossum", {{"tau", scalar("1 ms")}});
    run(single, 1000, {{5}});
    // dt/tau (1 + r^2 + r^4 ...), r = exp(-dt/tau); the rest after 100 ms is below 1e-80.
    const double expected = 0.1 / (1.0 - std::exp(-0.2));
    CHECK(single.finish().columns.at("distance")[1] == doctest::Approx(expected).epsilon(1e-13));
}

TEST_CASE("measures come back from a snapshot") {
    Watching watching({0, 1});
    watching.make("van_rossum", {{"tau", scalar("1 ms")}});
    StateList items;
    watching.parts.monitor->list_state("monitors.M", items);
    watching.step({0});
    const Snapshot snapshot(items);
    watching.step({1});
    snapshot.restore(items);
    const Values distance = watching.finish().columns.at("distance");
    CHECK(distance[1] == doctest::Approx(0.1).epsilon(1e-13));  // one step of one spike: dt/tau
}
