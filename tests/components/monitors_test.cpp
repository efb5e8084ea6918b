#include <doctest/doctest.h>

#include "components/monitor_stub.h"

using namespace brian;

namespace {

using Ids = std::vector<std::uint64_t>;
using Values = std::vector<double>;

}  // namespace

TEST_CASE("spikes are recorded with the time at which their step began") {
    Watching watching;
    watching.make("spikes");
    watching.step();
    watching.step({2, 7});
    watching.step();
    watching.step({0});
    const auto& series = watching.finish();
    CHECK(series.times == Values{1e-4, 1e-4, 3 * 1e-4});
    CHECK(series.ids == Ids{2, 7, 0});
    CHECK(series.info.kind == SeriesInfo::Kind::Spikes);
    CHECK(series.info.population == "P");
    CHECK(series.info.n_neurons == 10);
}

TEST_CASE("spikes of a subgroup bear the numbers of the population") {
    Watching watching({2, 3, 7});
    watching.make("spikes");
    watching.step({1, 2, 7, 9});
    CHECK(watching.finish().ids == Ids{2, 7});
}

TEST_CASE("spikes are handed on in pieces of bounded size, none lost") {
    Watching watching;
    watching.make("spikes");
    for (int k = 0; k < 10000; ++k) watching.step({0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    const auto& series = watching.finish();
    CHECK(series.ids.size() == 100000);
    CHECK(series.n_appends == 4);  // 32768 held back, rounded up to whole steps
}

TEST_CASE("spike monitors look after the thresholds and before the synapses") {
    for (const char* type : {"spikes", "count", "population_count"}) {
        CAPTURE(type);
        Watching watching;
        watching.make(type);
        CHECK(watching.parts.when == Moment{Slot::Thresholds, Phase::At});
        CHECK(watching.parts.order == 1);
    }
}

TEST_CASE("a count is one number a neuron and their total") {
    Watching watching({2, 3, 7});
    watching.make("count");
    watching.step({2, 7, 9});
    watching.step({7});
    const auto& series = watching.finish();
    CHECK(series.values == Values{1, 0, 2});
    CHECK(series.numbers.at("total") == 3);
    CHECK(series.info.ids == Ids{2, 3, 7});
    CHECK(series.info.kind == SeriesInfo::Kind::Counts);
}

TEST_CASE("a population count is the total alone") {
    Watching watching({2, 3, 7});
    watching.make("population_count");
    watching.step({2, 7, 9});
    watching.step({7});
    const auto& series = watching.finish();
    CHECK(series.values.empty());
    CHECK(series.info.ids.empty());
    CHECK(series.numbers.at("total") == 3);
}

TEST_CASE("counts come back from a snapshot") {
    Watching watching;
    watching.make("count");
    StateList items;
    watching.parts.monitor->list_state("monitors.M", items);
    watching.step({3});
    const Snapshot snapshot(items);
    watching.step({3});
    snapshot.restore(items);
    CHECK(watching.finish().numbers.at("total") == 1);
}

TEST_CASE("an unknown type of monitor is refused") {
    Watching watching;
    CHECK(model_error([&] { watching.make("spike"); }) == "unknown type of monitor 'spike'");
}

TEST_CASE("every key of every type of monitor says what it is and shows how it is written") {
    const std::vector<FieldVariant> schemas = monitor_schemas();
    CHECK(schemas.size() == 12);
    for (const FieldVariant& schema : schemas) {
        CAPTURE(schema.type);
        CHECK_FALSE(schema.description.empty());
        for (const FieldSchema& key : schema.fields) {
            CAPTURE(key.key);
            CHECK_FALSE(key.shapes.empty());
            CHECK_FALSE(key.description.empty());
            CHECK_FALSE(key.example.empty());
        }
    }
}
