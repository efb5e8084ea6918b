#include <tuple>

#include <doctest/doctest.h>

#include "components/stimulus_stub.h"

using namespace brian;

namespace {

using Spikes = std::vector<std::pair<std::int64_t, std::uint32_t>>;
using Keys = std::vector<std::pair<std::string, Value>>;

/// A spike_list of 4 neurons with further keys.
Keys spike_list(const std::vector<std::string>& indices, const std::vector<std::string>& times,
                const Keys& more = {}) {
    Keys keys = {{"size", scalar("4")}, {"indices", list_of(indices)}, {"times", list_of(times)}};
    keys.insert(keys.end(), more.begin(), more.end());
    return keys;
}

std::string error_of(const Keys& keys) {
    return model_error([&] { const Source made("spike_list", keys); });
}

/// Three spikes of neuron 1 in step 5 and one in step 6.
Keys crowded(const std::string& duplicates) {
    return spike_list({"1", "1", "2", "1", "1"},
                      {"0.5 ms", "0.51 ms", "0.5 ms", "0.6 ms", "0.55 ms"},
                      {{"duplicates", scalar(duplicates)}});
}

}  // namespace

TEST_CASE("given spikes fire in the step they lie in, whatever their order in the list") {
    Source source("spike_list", spike_list({"3", "0", "1"}, {"0.75 ms", "0.3 ms", "0.3 ms"}));
    CHECK(source.run(0, 10) == Spikes{{3, 0}, {3, 1}, {7, 3}});
}

TEST_CASE("with bin: ceil a spike fires in the first step that is not before it") {
    Source source("spike_list",
                  spike_list({"3", "0"}, {"0.75 ms", "0.3 ms"}, {{"bin", scalar("ceil")}}));
    CHECK(source.run(0, 10) == Spikes{{3, 0}, {8, 3}});
}

TEST_CASE("given spikes come again with their period") {
    Source source("spike_list",
                  spike_list({"3", "0"}, {"0 ms", "0.3 ms"}, {{"period", scalar("0.5 ms")}}));
    CHECK(source.run(0, 12) == Spikes{{0, 3}, {3, 0}, {5, 3}, {8, 0}, {10, 3}});
}

TEST_CASE("a run that begins later skips the spikes before") {
    Source source("spike_list", spike_list({"3", "0"}, {"0 ms", "0.3 ms"}));
    CHECK(source.run(2, 12) == Spikes{{3, 0}});
}

TEST_CASE("given spikes come back from a snapshot where they were") {
    Source source("spike_list", spike_list({"3", "0", "2"}, {"0 ms", "0.3 ms", "0.4 ms"}));
    StateList items;
    source.parts.stimulus->list_state("stimuli.S", items);
    (void)source.run(0, 3);
    const Snapshot snapshot(items);
    const Spikes first = source.run(3, 10);
    snapshot.restore(items);
    CHECK(source.run(3, 10) == first);
    CHECK(first == Spikes{{3, 0}, {4, 2}});
}

TEST_CASE("two spikes of a neuron in one step are an error unless the user says what to do") {
    CHECK(error_of(spike_list({"1", "1"}, {"0.5 ms", "0.51 ms"}))
          == "neuron 1 has more than one spike in the step at 0.5 ms");
}

TEST_CASE("duplicates are kept, dropped or postponed as the user says") {
    Source kept("spike_list", crowded("keep"));
    CHECK(kept.run(0, 20) == Spikes{{5, 1}, {5, 1}, {5, 1}, {5, 2}, {6, 1}});
    Source dropped("spike_list", crowded("drop"));
    CHECK(dropped.run(0, 20) == Spikes{{5, 1}, {5, 2}, {6, 1}});
    CHECK(dropped.warnings.size() == 1);
    Source postponed("spike_list", crowded("postpone"));
    CHECK(postponed.run(0, 20) == Spikes{{5, 1}, {5, 2}, {6, 1}, {7, 1}, {8, 1}});
}

TEST_CASE("a wrong list of spikes is refused with the reason") {
    struct Row {
        Keys keys;
        const char* message;
    };
    const std::vector<Row> table = {
        {spike_list({"0", "4"}, {"1 ms", "2 ms"}),
         "index 4 is out of range: the neurons are 0 to 3"},
        {spike_list({"-1"}, {"1 ms"}), "an index must be a whole number from 0, not -1"},
        {spike_list({"0.5"}, {"1 ms"}), "an index must be a whole number from 0, not 0.5"},
        {spike_list({"0", "1"}, {"1 ms"}), "1 times for 2 indices"},
        {spike_list({"2"}, {"-1 ms"}), "a spike of neuron 2 comes at -1 ms, before the run begins"},
        {spike_list({"0"}, {"1 ms"}, {{"period", scalar("1.25 ms")}}),
         "the period is no multiple of dt = 0.1 ms"},
        {spike_list({"0"}, {"1 ms"}, {{"period", scalar("1 ms")}}),
         "the period of 1 ms ends before the last spike, at 1 ms"},
        {spike_list({"0"}, {"0.95 ms"}, {{"period", scalar("1 ms")}, {"bin", scalar("ceil")}}),
         "the last spike falls into the step in which the next period begins"},
        {spike_list({"0"}, {"1 ms"}, {{"period", scalar("0 ms")}}), "the period must be positive"},
        {spike_list({"0"}, {"1 ms"}, {{"bin", scalar("round")}}), "'round' is none of floor, ceil"},
        {{{"size", scalar("4")}, {"indices", list_of({"0"})}}, "the key 'times' is missing"},
        {{{"size", scalar("0")}}, "the size must be from 1 to 4294967294, not 0"}};
    for (const Row& row : table) {
        CAPTURE(row.message);
        CHECK(error_of(row.keys) == row.message);
    }
}

TEST_CASE("spikes that come when the run is over get a remark") {
    const Source source("spike_list", spike_list({"0", "1"}, {"99.9 ms", "100 ms"}));
    CHECK(source.warnings == std::vector<std::string>{"1 of 2 spikes come when the run is over"});
}

TEST_CASE("trains are one list of times a neuron, and as many neurons as lists") {
    Source source(
        "spike_trains",
        {{"trains", list({list_of({"0.5 ms", "0.2 ms"}), list_of({}), list_of({"0.2 ms"})})}});
    CHECK(source.parts.size == 3);
    CHECK(source.run(0, 10) == Spikes{{2, 0}, {2, 2}, {5, 0}});
}

TEST_CASE("a train with a negative time is refused") {
    CHECK(model_error([] {
              const Source made("spike_trains", {{"trains", list({list_of({"-1 ms"})})}});
          })
          == "a spike of neuron 0 comes at -1 ms, before the run begins");
}
