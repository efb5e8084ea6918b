#include <cmath>

#include <doctest/doctest.h>

#include "components/monitor_stub.h"
#include "components/stimulus_stub.h"

using namespace brian;

// Sources and monitors whose clock changes the length of its steps.
namespace {

using Spikes = std::vector<std::pair<std::int64_t, std::uint32_t>>;
using Values = std::vector<double>;

const std::vector<double> twice_as_long = {1e-4, 2e-4};

Source spike_list(std::vector<std::pair<std::string, Value>> more = {}) {
    std::vector<std::pair<std::string, Value>> keys{
        {"size", scalar("2")},
        {"indices", list_of({"0", "1", "0", "1"})},
        {"times", list_of({"0.2 ms", "0.4 ms", "1.2 ms", "1.6 ms"})}};
    keys.insert(keys.end(), more.begin(), more.end());
    return {"spike_list", std::move(keys), 1, twice_as_long};
}

}  // namespace

TEST_CASE("listed spikes keep their times when the steps become longer") {
    Source source = spike_list();
    CHECK(source.run(0, 10) == Spikes{{2, 0}, {4, 1}});
    source.parts.stimulus->change_dt(2e-4, 5);
    CHECK(source.run(5, 20) == Spikes{{6, 0}, {8, 1}});
}

TEST_CASE("a period is counted in the new steps") {
    Source source = spike_list({{"period", scalar("2 ms")}});
    CHECK(source.run(0, 20).size() == 4);
    source.parts.stimulus->change_dt(2e-4, 10);
    CHECK(source.run(10, 20) == Spikes{{11, 0}, {12, 1}, {16, 0}, {18, 1}});
}

TEST_CASE("a period must be a multiple of every length of the steps") {
    CHECK(model_error([] {
              (void)spike_list({{"period", scalar("1.7 ms")}});
          })
          == "the period is no multiple of dt = 0.2 ms");
}

TEST_CASE("regular spikes keep their times when the steps become longer") {
    Source source("regular", {{"size", scalar("1")}, {"interval", scalar("1 ms")}}, 1,
                  twice_as_long);
    CHECK(source.run(0, 20) == Spikes{{0, 0}, {10, 0}});
    source.parts.stimulus->change_dt(2e-4, 10);
    CHECK(source.run(10, 20) == Spikes{{10, 0}, {15, 0}});
}

TEST_CASE("Poisson neurons keep their rate when the steps become longer") {
    Source source("poisson", {{"size", scalar("1000")}, {"rate", scalar("100 Hz")}}, 1,
                  twice_as_long);
    CHECK(source.run(0, 100).size() > 0);
    source.parts.stimulus->change_dt(2e-4, 50);
    // 1000 neurons in 1000 steps of 0.2 ms: 20,000 spikes, give or take 5 of their 140.
    const auto n = static_cast<double>(source.run(50, 1050).size());
    CHECK(std::abs(n - 20000.0) < 700.0);
}

TEST_CASE("correlated neurons keep their rate when the steps become longer") {
    for (const char* method : {"doubly_stochastic", "mixture"}) {
        CAPTURE(std::string(method));
        Source source("correlated_poisson",
                      {{"size", scalar("100")},
                       {"rate", scalar("100 Hz")},
                       {"correlation", scalar("0.1")},
                       {"tauc", scalar("5 ms")},
                       {"method", scalar(method)}},
                      1, twice_as_long);
        CHECK(source.run(0, 1000).size() > 0);
        source.parts.stimulus->change_dt(2e-4, 500);
        // 100 neurons, 2 s: 20,000 spikes; the shared rate makes the number vary by
        // 100 sqrt(100 Hz * 0.1 * 2 s) = 450 at most; 4 of these.
        const auto n = static_cast<double>(source.run(500, 10500).size());
        CHECK(std::abs(n - 20000.0) < 1800.0);
    }
}

TEST_CASE("a state monitor goes on with its interval in the new steps, on the same grid") {
    Watching watching({1});
    watching.make("state", {{"variables", list_of({"v"})}, {"dt", scalar("0.4 ms")}});
    for (int k = 0; k < 6; ++k) watching.step();
    watching.parts.monitor->finish(watching.clock.step());
    watching.clock.change_dt(2e-4, 6e-4);
    watching.parts.monitor->open(watching.recording);
    for (int k = 0; k < 4; ++k) watching.step();
    watching.parts.monitor->finish(watching.clock.step());
    const auto& series = watching.recording.all().back();
    CHECK(series.info.start == doctest::Approx(8e-4).epsilon(1e-12));
    CHECK(series.info.interval == doctest::Approx(4e-4).epsilon(1e-12));
}

TEST_CASE("a rate without a bin is that of the new steps") {
    Watching watching;
    watching.make("rate");
    watching.step({1});
    watching.parts.monitor->finish(watching.clock.step());
    watching.clock.change_dt(2e-4, 2e-4);
    watching.parts.monitor->open(watching.recording);
    watching.step({1});
    watching.parts.monitor->finish(watching.clock.step());
    const auto& series = watching.recording.all().back();
    CHECK(series.info.interval == 2e-4);
    CHECK(series.values.back() == doctest::Approx(1.0 / (2e-4 * 10)).epsilon(1e-12));
}
