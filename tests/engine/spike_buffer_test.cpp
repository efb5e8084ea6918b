#include "engine/spike_buffer.h"

#include <vector>

#include <doctest/doctest.h>

using namespace brian;

namespace {

using Spikes = std::vector<std::uint32_t>;

Spikes at(const SpikeBuffer& buffer, std::int64_t step) {
    const auto spikes = buffer.at(step);
    return {spikes.begin(), spikes.end()};
}

Spikes seen(const SpikeView& view, std::int64_t step) {
    Spikes spikes;
    view.collect(step, spikes);
    return spikes;
}

}  // namespace

TEST_CASE("a buffer holds the current step and those it was asked to keep") {
    SpikeBuffer buffer;
    buffer.keep(2);
    for (std::uint32_t step = 0; step < 10; ++step) buffer.open(step) = {step, step + 100};
    CHECK(at(buffer, 9) == Spikes{9, 109});
    CHECK(at(buffer, 8) == Spikes{8, 108});
    CHECK(at(buffer, 7) == Spikes{7, 107});
}

TEST_CASE("steps before the first, in the future or long gone have no spikes") {
    SpikeBuffer buffer;
    buffer.keep(1);
    for (std::uint32_t step = 0; step < 4; ++step) buffer.open(step) = {step};
    for (const std::int64_t step : {-1, 0, 4, 100}) {
        CAPTURE(step);
        CHECK(at(buffer, step).empty());
    }
}

TEST_CASE("a buffer that is asked to keep more loses nothing") {
    SpikeBuffer buffer;
    buffer.keep(3);
    for (std::uint32_t step = 0; step < 7; ++step) buffer.open(step) = {step};
    buffer.keep(20);
    CHECK(at(buffer, 3) == Spikes{3});
    CHECK(at(buffer, 6) == Spikes{6});
    CHECK(at(buffer, 2).empty());
    buffer.open(7) = {7};
    CHECK(at(buffer, 4) == Spikes{4});
}

TEST_CASE("steps that were passed over had no spikes") {
    SpikeBuffer buffer;
    buffer.keep(3);
    for (std::uint32_t step = 0; step < 4; ++step) buffer.open(step) = {step};
    buffer.open(6) = {6};
    CHECK(at(buffer, 3) == Spikes{3});
    CHECK(at(buffer, 4).empty());
    CHECK(at(buffer, 5).empty());
}

TEST_CASE("a buffer comes back from a snapshot as it was") {
    SpikeBuffer buffer;
    buffer.keep(3);
    for (std::uint32_t step = 0; step < 5; ++step) buffer.open(step) = {step, step + 1};
    StateList items;
    buffer.list_state("groups.P.spikes", items);
    const Snapshot snapshot(items);
    for (std::uint32_t step = 5; step < 8; ++step) buffer.open(step) = {1000};
    snapshot.restore(items);
    CHECK(at(buffer, 4) == Spikes{4, 5});
    CHECK(at(buffer, 2) == Spikes{2, 3});
    CHECK(at(buffer, 5).empty());
}

TEST_CASE("a view of a slice counts from the slice's beginning") {
    SpikeBuffer buffer;
    buffer.open(0) = {2, 5, 6, 9, 10};
    const SpikeView view{&buffer, {5, 10}, {}, 5};
    CHECK(seen(view, 0) == Spikes{0, 1, 4});
}

TEST_CASE("a view of a list of neurons gives their numbers in the list") {
    SpikeBuffer buffer;
    buffer.open(0) = {0, 1, 2, 3};
    const SpikeView view{&buffer, {1, 4}, {SpikeView::outside, 0, SpikeView::outside, 1}, 2};
    CHECK(seen(view, 0) == Spikes{0, 1});
}
