#include <vector>

#include <doctest/doctest.h>

#include "base/error.h"
#include "engine/memory_recording.h"
#include "engine/network.h"

using namespace brian;

// Steps of another length, and clocks of several objects.
namespace {

using Spikes = std::vector<std::uint32_t>;
using Times = std::vector<double>;

Spikes at(const SpikeBuffer& buffer, std::int64_t step) {
    const auto spikes = buffer.at(step);
    return {spikes.begin(), spikes.end()};
}

/// Notes the times of a clock's steps.
void note(Network& network, const Clock& clock, Times& times) {
    Task task;
    task.clock = &clock;
    task.run = [&clock, &times] { times.push_back(clock.t()); };
    network.tasks.push_back(std::move(task));
}

}  // namespace

TEST_CASE("a buffer keeps the times of its spikes when the steps become shorter") {
    SpikeBuffer buffer;
    buffer.keep(20);
    for (std::uint32_t step = 0; step < 5; ++step) buffer.open(step) = {step};
    buffer.change_dt(1e-4, 5e-5);
    CHECK(at(buffer, 8) == Spikes{4});
    CHECK(at(buffer, 4) == Spikes{2});
    CHECK(at(buffer, 7).empty());
    buffer.open(10) = {10};
    CHECK(at(buffer, 6) == Spikes{3});
    CHECK(at(buffer, 9).empty());
}

TEST_CASE("a buffer merges steps that become one, ascending") {
    SpikeBuffer buffer;
    buffer.keep(20);
    for (std::uint32_t step = 0; step < 8; ++step) buffer.open(step) = {9 - step};
    buffer.change_dt(1e-4, 2e-4);
    CHECK(at(buffer, 3) == Spikes{2, 3});
    CHECK(at(buffer, 0) == Spikes{8, 9});
}

TEST_CASE("clocks tick at their own pace, and together where they meet") {
    Network network;
    Clock& first = network.clocks.emplace_back(1e-4);
    Clock& second = network.clocks.emplace_back(2.5e-4);
    Times of_first;
    Times of_second;
    Times both;
    note(network, first, of_first);
    note(network, second, of_second);
    note(network, first, both);
    note(network, second, both);
    MemoryRecording recording;
    network.run(10, recording, {});
    CHECK(of_first.size() == 10);
    CHECK(of_second.size() == 4);
    CHECK(of_second[3] == 3 * 2.5e-4);
    // Two entries a moment at 0 and 0.5 ms, where both are due, in the order of the tasks.
    CHECK(both[0] == both[1]);
    CHECK(both[2] == 1e-4);
    CHECK(network.steps_done() == 10);
}

TEST_CASE("the time step changes between stretches, and the time goes on") {
    Network network;
    Clock& clock = network.clocks.emplace_back(1e-4);
    Times times;
    note(network, clock, times);
    MemoryRecording recording;
    network.begin(recording);
    (void)network.advance(2e-4, {}, {});
    network.change_dt(5e-5);
    (void)network.advance(1e-4, {}, {});
    CHECK(times == Times{0.0, 1e-4, 4 * 5e-5, 5 * 5e-5});
    CHECK(network.simulated() == doctest::Approx(3e-4).epsilon(1e-12));
    CHECK(network.steps_done() == 4);
}

TEST_CASE("a time that is no multiple of the new time step is an error") {
    Network network;
    network.clocks.emplace_back(1e-4);
    MemoryRecording recording;
    network.begin(recording);
    (void)network.advance(3e-4, {}, {});
    CHECK_THROWS_WITH_AS(
        network.change_dt(2e-4),
        "the time step cannot become 0.2 ms at t = 0.3 ms, which is no multiple of it",
        SimulationError);
}

TEST_CASE("going back to a state takes its time step along") {
    Network network;
    Clock& clock = network.clocks.emplace_back(1e-4);
    MemoryRecording recording;
    network.begin(recording);
    (void)network.advance(2e-4, {}, {});
    const Snapshot snapshot(network.rewindable_state());
    network.change_dt(5e-5);
    (void)network.advance(1e-4, {}, {});
    network.restore(snapshot, Network::RandomNumbers::GoOn);
    CHECK(clock.dt() == 1e-4);
    CHECK(clock.step() == 2);
}
