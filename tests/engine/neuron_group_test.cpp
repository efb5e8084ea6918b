#include "engine/neuron_group.h"

#include <numeric>
#include <vector>

#include <doctest/doctest.h>

#include "engine/stimulus.h"
#include "engine/test_kernels.h"

using namespace brian;

namespace {

using Numbers = std::vector<std::uint32_t>;

/// Neurons that spike where `drive` is not 0.
struct Driven {
    Clock clock{1e-4};
    NeuronGroup group;
    Column* drive = nullptr;
    Numbers marked;
    Numbers reset;

    explicit Driven(std::uint32_t n) {
        group.name = "P";
        group.size = n;
        group.clock = &clock;
        drive = &group.state.add("drive", {}, n);
        group.spiking = &group.state.add("_spiking", {}, n);
        group.spiking->constant = true;
        group.condition =
            for_elements([this](std::uint32_t e) { group.spiking->values[e] = drive->values[e]; });
        group.mark = for_elements([this](std::uint32_t e) { marked.push_back(e); });
        group.reset = for_elements([this](std::uint32_t e) { reset.push_back(e); });
    }
    [[nodiscard]] Numbers spikes() const {
        const auto now = group.spikes.at(clock.step());
        return {now.begin(), now.end()};
    }
};

}  // namespace

TEST_CASE("target blocks are a sixteenth of the group within limits") {
    struct Expected {
        std::uint32_t n;
        std::size_t n_blocks;
        std::uint32_t first_size;
    };
    const std::vector<Expected> table = {
        {1, 1, 1},           {256, 1, 256},     {257, 2, 256},        {4000, 16, 256},
        {4097, 13, 320},     {20000, 16, 1280}, {1048576, 16, 65536}, {1048577, 17, 65536},
        {4000000, 62, 65536}};
    for (const Expected& row : table) {
        CAPTURE(row.n);
        CHECK(target_blocks(row.n).size() == row.n_blocks);
        CHECK(target_blocks(row.n).front().size() == row.first_size);
    }
}

TEST_CASE("target blocks cover every neuron once, in order") {
    for (const std::uint32_t n : {1U, 255U, 4000U, 12345U, 3000000U}) {
        CAPTURE(n);
        std::uint32_t next = 0;
        for (const IndexRange& block : target_blocks(n)) {
            CHECK(block.begin == next);
            next = block.end;
        }
        CHECK(next == n);
    }
}

TEST_CASE("a group of no neurons has no blocks") {
    CHECK(target_blocks(0).empty());
}

TEST_CASE("neurons whose condition holds are packed in ascending order") {
    // 100 is no multiple of the tile in which flags are scanned; 31, 32 and 99 lie at its edges.
    Driven driven(100);
    for (const std::uint32_t e : {99U, 0U, 32U, 31U, 64U}) driven.drive->values[e] = 1.0;
    driven.group.run_threshold();
    CHECK(driven.spikes() == Numbers{0, 31, 32, 64, 99});
    CHECK(driven.marked == driven.spikes());
}

TEST_CASE("the reset runs over the spikes of the step") {
    Driven driven(10);
    driven.drive->values[3] = 1.0;
    driven.group.run_threshold();
    driven.group.run_reset();
    CHECK(driven.reset == Numbers{3});
    driven.clock.tick();
    driven.drive->values[3] = 0.0;
    driven.group.run_threshold();
    driven.group.run_reset();
    CHECK(driven.reset == Numbers{3});
}

TEST_CASE("a group counts its spikes") {
    Driven driven(10);
    driven.drive->values[3] = driven.drive->values[7] = 1.0;
    for (int k = 0; k < 3; ++k) {
        driven.group.run_threshold();
        driven.clock.tick();
    }
    CHECK(driven.group.n_spikes == 6);
}

TEST_CASE("a group without a threshold never spikes") {
    Driven driven(10);
    driven.group.condition = Routine();
    std::iota(driven.group.spiking->values.begin(), driven.group.spiking->values.end(), 1.0);
    driven.group.run_threshold();
    CHECK(driven.spikes().empty());
}

TEST_CASE("a custom event is packed apart from the spikes") {
    Driven driven(100);
    CustomEvent& event = driven.group.events.emplace_back();
    event.name = "low";
    event.flag = &driven.group.state.add("_event_low", {}, 100);
    event.condition =
        for_elements([&](std::uint32_t e) { event.flag->values[e] = e % 40 == 1 ? 1.0 : 0.0; });
    driven.drive->values[7] = 1.0;
    driven.group.run_threshold();
    driven.group.run_event(event);
    const auto happened = event.happened.at(0);
    CHECK(Numbers(happened.begin(), happened.end()) == Numbers{1, 41, 81});
    CHECK(driven.spikes() == Numbers{7});
    CHECK(driven.group.n_spikes == 1);
}

TEST_CASE("a group's state is what can change while it runs") {
    Driven driven(10);
    driven.drive->constant = true;
    StateList items;
    driven.group.list_state(items);
    std::vector<std::string> paths;
    for (const StateItem& item : items) paths.push_back(item.path);
    CHECK(paths
          == std::vector<std::string>{"groups.P.spikes.newest", "groups.P.spikes.0",
                                      "groups.P.n_spikes"});
}
