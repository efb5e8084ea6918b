#include <algorithm>
#include <cmath>
#include <set>

#include <doctest/doctest.h>

#include "components/stimulus_stub.h"
#include "engine/neuron_group.h"

using namespace brian;

namespace {

using Spikes = std::vector<std::pair<std::int64_t, std::uint32_t>>;

Source poisson(const std::string& size, const std::string& rate, std::uint64_t seed = 1) {
    return {"poisson", {{"size", scalar(size)}, {"rate", scalar(rate)}}, seed};
}

}  // namespace

TEST_CASE("Poisson neurons fire at their rate, each with the variance of independent trials") {
    Source source = poisson("1000", "100 Hz");
    std::vector<double> counts(1000, 0.0);
    for (const auto& [step, neuron] : source.run(0, 10000)) counts[neuron] += 1.0;
    // Binomial counts: mean n p = 100, variance n p (1 - p) = 99. The bounds are 5 standard errors:
    // sqrt(99 / 1000) = 0.31 of the mean, 99 sqrt(2 / 1000) = 4.4 of the variance.
    double mean = 0.0;
    double var = 0.0;
    for (const double count : counts) mean += count / 1000.0;
    for (const double count : counts) var += (count - mean) * (count - mean) / 999.0;
    CHECK(std::abs(mean - 100.0) < 1.6);
    CHECK(std::abs(var - 99.0) < 22.0);
}

TEST_CASE("the number of Poisson spikes in a step has the variance of independent neurons") {
    Source source = poisson("1000", "100 Hz");
    double var = 0.0;
    const int n_steps = 10000;
    for (std::int64_t step = 0; step < n_steps; ++step) {
        const auto n = static_cast<double>(source.fire(step).size());
        var += (n - 10.0) * (n - 10.0) / n_steps;
    }
    // Binomial: 1000 * 0.01 * 0.99 = 9.9, known within 9.9 sqrt(2 / 10000) = 0.14; 5 times that.
    CHECK(std::abs(var - 9.9) < 0.7);
}

TEST_CASE("Poisson spikes of a step are ascending, without duplicates, within the source") {
    Source source = poisson("1000", "5000 Hz");  // half of all neurons in each step
    for (std::int64_t step = 0; step < 100; ++step) {
        const std::vector<std::uint32_t> spikes = source.fire(step);
        CHECK(std::adjacent_find(spikes.begin(), spikes.end(), std::greater_equal<>())
              == spikes.end());
        CHECK(spikes.back() < 1000);
    }
}

TEST_CASE("a Poisson neuron at one spike a step fires in every step") {
    Source source = poisson("300", "10 kHz");
    CHECK(source.fire(0).size() == 300);
    CHECK(source.fire(1).size() == 300);
}

TEST_CASE("a rate of zero is silence") {
    Source source = poisson("300", "0 Hz");
    CHECK(source.run(0, 1000).empty());
}

TEST_CASE("Poisson spikes depend on the seed and on nothing else") {
    Source first = poisson("100", "50 Hz");
    Source again = poisson("100", "50 Hz");
    Source other = poisson("100", "50 Hz", 2);
    const Spikes spikes = first.run(0, 2000);
    CHECK(again.run(0, 2000) == spikes);
    CHECK(other.run(0, 2000) != spikes);
}

TEST_CASE("Poisson spikes of a step do not depend on when the run began") {
    Source whole = poisson("100", "50 Hz");
    Source late = poisson("100", "50 Hz");
    (void)whole.run(0, 500);
    CHECK(late.run(500, 1000) == whole.run(500, 1000));
}

TEST_CASE("Poisson spikes come back from a snapshot") {
    Source source = poisson("1000", "50 Hz");
    StateList items;
    source.parts.stimulus->list_state("stimuli.S", items);
    (void)source.run(0, 100);
    const Snapshot snapshot(items);
    const Spikes first = source.run(100, 300);
    snapshot.restore(items);
    CHECK(source.run(100, 300) == first);
}

TEST_CASE("a rate that cannot be is refused, one that is doubtful gets a remark") {
    CHECK(model_error([] { (void)poisson("1", "-1 Hz"); })
          == "the rate must not be negative, but it is -1 Hz");
    CHECK(model_error([] { (void)poisson("1", "20 kHz"); })
          == "a rate of 20000 Hz is more than one spike in each step of 0.1 ms");
    CHECK(poisson("1", "2 kHz").warnings.size() == 1);
    CHECK(poisson("1", "1 kHz").warnings.empty());
}

TEST_CASE("a pulse packet has one spike a neuron about its time") {
    Source source("pulse_packet",
                  {{"size", scalar("2000")}, {"time", scalar("50 ms")}, {"sigma", scalar("2 ms")}});
    const Spikes spikes = source.run(0, 1000);
    std::set<std::uint32_t> neurons;
    double mean = 0.0;
    double var = 0.0;
    for (const auto& [step, neuron] : spikes) {
        neurons.insert(neuron);
        const double t = 0.1 * (static_cast<double>(step) + 0.5);  // [ms], middle of the bin
        mean += t / 2000.0;
        var += (t - 50.0) * (t - 50.0) / 2000.0;
    }
    CHECK(spikes.size() == 2000);
    CHECK(neurons.size() == 2000);
    // Standard errors: 2 / sqrt(2000) = 0.045 ms, 4 sqrt(2 / 2000) = 0.13 ms^2; 5 times those.
    CHECK(std::abs(mean - 50.0) < 0.23);
    CHECK(std::abs(var - 4.0) < 0.64);
}

TEST_CASE("in a pulse packet the time of a spike says nothing about its neuron") {
    Source source("pulse_packet",
                  {{"size", scalar("2000")}, {"time", scalar("50 ms")}, {"sigma", scalar("2 ms")}});
    double correlation = 0.0;
    for (const auto& [step, neuron] : source.run(0, 1000)) {
        const double z_time = (0.1 * (static_cast<double>(step) + 0.5) - 50.0) / 2.0;
        const double z_neuron = (neuron - 999.5) / (2000.0 / std::sqrt(12.0));
        correlation += z_time * z_neuron / 2000.0;
    }
    CHECK(std::abs(correlation) < 5.0 / std::sqrt(2000.0));
}

TEST_CASE("a pulse packet without scatter is one volley") {
    Source source("pulse_packet",
                  {{"size", scalar("3")}, {"time", scalar("0.5 ms")}, {"sigma", scalar("0 ms")}});
    CHECK(source.run(0, 100) == Spikes{{5, 0}, {5, 1}, {5, 2}});
}

TEST_CASE("spikes of a pulse packet before the run begins are dropped with a remark") {
    Source source("pulse_packet",
                  {{"size", scalar("100")}, {"time", scalar("0 ms")}, {"sigma", scalar("1 ms")}});
    const std::size_t n = source.run(0, 1000).size();
    CHECK(n < 100);
    CHECK(source.warnings
          == std::vector<std::string>{std::to_string(100 - n)
                                      + " of 100 spikes would come before t = 0 and are dropped"});
}

TEST_CASE("regular neurons fire at equal intervals from their start and phase on") {
    Source source("regular", {{"size", scalar("3")},
                              {"interval", scalar("1 ms")},
                              {"start", scalar("0.2 ms")},
                              {"phase", list_of({"0.5", "0", "0.5"})}});
    CHECK(source.run(0, 20) == Spikes{{2, 1}, {7, 0}, {7, 2}, {12, 1}, {17, 0}, {17, 2}});
}

TEST_CASE("an interval that is no multiple of dt does not drift") {
    Source source("regular", {{"size", scalar("1")}, {"rate", scalar("300 Hz")}});
    const Spikes spikes = source.run(0, 100000);  // 10 s
    CHECK(spikes.size() == 3000);
    CHECK(spikes[3 * 777].first == 77700);
    CHECK(spikes[3 * 777 + 1].first == 77733);
}

TEST_CASE("a regular neuron may fire in every step") {
    Source source("regular", {{"size", scalar("2")}, {"rate", scalar("10 kHz")}});
    CHECK(source.run(0, 1000).size() == 2000);
}

TEST_CASE("a regular source that makes no sense is refused") {
    using Keys = std::vector<std::pair<std::string, Value>>;
    struct Row {
        Keys keys;
        const char* message;
    };
    const Value one = scalar("1");
    const std::vector<Row> table = {
        {{{"size", one}}, "a regular source needs either 'rate' or 'interval'"},
        {{{"size", one}, {"rate", scalar("1 Hz")}, {"interval", scalar("1 ms")}},
         "a regular source needs either 'rate' or 'interval'"},
        {{{"size", one}, {"rate", scalar("0 Hz")}}, "the rate must be positive"},
        {{{"size", one}, {"interval", scalar("0.05 ms")}},
         "the interval of 0.05 ms is shorter than dt = 0.1 ms"},
        {{{"size", one}, {"rate", scalar("1 Hz")}, {"phase", scalar("1")}},
         "a phase must be at least 0 and less than 1, not 1"},
        {{{"size", one}, {"rate", scalar("1 Hz")}, {"phase", list_of({"0", "0.1"})}},
         "2 phases for 1 neurons"},
        {{{"size", one}, {"rate", scalar("1 Hz")}, {"start", scalar("-1 ms")}},
         "the start must not be negative"}};
    for (const Row& row : table) {
        CAPTURE(row.message);
        CHECK(model_error([&] { const Source made("regular", row.keys); }) == row.message);
    }
}

TEST_CASE("an unknown type of stimulus is refused") {
    CHECK(model_error([] { const Source made("poison", {}); })
          == "unknown type of stimulus 'poison'");
}

TEST_CASE("every key of every type of stimulus says what it is and shows how it is written") {
    const std::vector<FieldVariant> schemas = stimulus_schemas();
    CHECK(schemas.size() == 8);
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
