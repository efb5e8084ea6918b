#include "engine/synapses.h"

#include <algorithm>
#include <random>
#include <tuple>
#include <vector>

#include <doctest/doctest.h>

#include "engine/test_kernels.h"

using namespace brian;

namespace {

using Numbers = std::vector<std::uint32_t>;

/// n synapses between n_sources and n_targets at random, several per pair allowed.
Edges random_edges(std::size_t n, std::uint32_t n_sources, std::uint32_t n_targets,
                   std::mt19937& random) {
    Edges edges;
    for (std::size_t e = 0; e < n; ++e) {
        edges.source.push_back(static_cast<std::uint32_t>(random() % n_sources));
        edges.target.push_back(static_cast<std::uint32_t>(random() % n_targets));
        edges.origin.push_back(e);
    }
    return edges;
}

/// What one synapse did.
struct Effect {
    std::int64_t step = 0;      // of arrival
    std::int64_t emission = 0;  // step of the spike
    std::uint32_t source = 0;
    std::uint64_t creation = 0;
    bool operator==(const Effect&) const = default;
};

/// One block of synapses with delays, delivering spikes at random; what arrived, in order.
struct Delivery {
    Clock clock{1e-4};
    SpikeBuffer buffer;
    Synapses synapses;
    std::vector<Effect> effects;
    std::vector<std::pair<std::int64_t, std::uint32_t>> sent;

    Delivery(const Edges& edges, std::uint32_t n_sources, const Numbers& delay_of_edge) {
        SynapseBlock block = make_block({0, 1000}, n_sources, edges);
        Numbers steps;
        for (const std::uint64_t edge : block.origin) steps.push_back(delay_of_edge[edge]);
        Column& delay = block.state.add("delay", {}, block.size());
        std::copy(steps.begin(), steps.end(), delay.values.begin());
        set_delays(block, steps);
        synapses.clock = &clock;
        synapses.blocks.push_back(std::move(block));
        synapses.pathways.resize(1);
        synapses.pathways[0].clock = &clock;
        synapses.pathways[0].spikes = {&buffer, {0, n_sources}, {}, n_sources};
        synapses.pathways[0].routines.emplace_back(
            for_synapses([this](const Row& row, std::uint32_t s) { arrive(row, s); }));
        buffer.keep(synapses.longest_delay(synapses.pathways[0]));
    }

    void arrive(const Row& row, std::uint32_t s) {
        SynapseBlock& block = synapses.blocks[0];
        const auto delay = static_cast<std::int64_t>(block.state.find("delay")->values[s]);
        effects.push_back({clock.step(), clock.step() - delay, row.source, block.origin[s]});
    }

    void step(const Numbers& spikes) {
        buffer.open(clock.step()) = spikes;
        for (const std::uint32_t source : spikes) sent.emplace_back(clock.step(), source);
        synapses.deliver(synapses.pathways[0]);
        clock.tick();
    }
};

}  // namespace

TEST_CASE("a block is sorted by source and keeps the order of creation within a source") {
    const Edges edges{{2, 0, 2, 1, 0}, {10, 11, 12, 13, 11}, {0, 1, 2, 3, 4}};
    const SynapseBlock block = make_block({10, 20}, 4, edges);
    CHECK(block.by_source.begin == Numbers{0, 2, 3, 5, 5});
    CHECK(block.post == std::vector<std::uint16_t>{1, 1, 3, 0, 2});
    CHECK(block.origin == std::vector<std::uint64_t>{1, 4, 3, 0, 2});
}

TEST_CASE("a block of 65,536 targets holds its last one") {
    const SynapseBlock block = make_block({100, 65636}, 1, Edges{{0}, {65635}, {}});
    CHECK(block.post == std::vector<std::uint16_t>{65535});
}

TEST_CASE("delays sort a row from long to short, with all that belongs to a synapse") {
    SynapseBlock block = make_block({0, 9}, 2, Edges{{0, 0, 0, 0, 1}, {0, 1, 2, 3, 4}, {}});
    Column& weight = block.state.add("w", {}, 5);
    for (std::size_t e = 0; e < 5; ++e) weight.values[e] = static_cast<double>(e);
    Column& shared = block.state.add_shared("tau", {}, 7.0);
    set_delays(block, {1, 5, 1, 5, 2});
    CHECK(block.post == std::vector<std::uint16_t>{1, 3, 0, 2, 4});
    CHECK(weight.values == AlignedVector<double>{1, 3, 0, 2, 4});
    CHECK(shared.values == AlignedVector<double>{7.0});
    CHECK(block.by_source.delays == Numbers{5, 2, 1});
    CHECK(block.by_source.segment_begin == Numbers{0, 2, 3});
    CHECK(block.by_source.segments.back().begin == 5);
}

TEST_CASE("every spike reaches every synapse of its source once, at its delay, in order") {
    for (const std::uint32_t longest : {1U, 3U, 40U}) {
        CAPTURE(longest);
        std::mt19937 random(longest);
        const std::uint32_t n_sources = 12;
        const Edges edges = random_edges(300, n_sources, 1000, random);
        Numbers delay_of_edge;
        for (std::size_t e = 0; e < edges.size(); ++e)
            delay_of_edge.push_back(static_cast<std::uint32_t>(random() % (longest + 1)));
        Delivery delivery(edges, n_sources, delay_of_edge);

        const std::int64_t n_steps = 100;
        for (std::int64_t k = 0; k < n_steps; ++k) {
            Numbers spikes;
            for (std::uint32_t i = 0; i < n_sources; ++i)
                if (random() % 4 == 0) spikes.push_back(i);
            delivery.step(spikes);
        }

        std::vector<Effect> expected;
        for (const auto& [emission, source] : delivery.sent)
            for (std::size_t e = 0; e < edges.size(); ++e)
                if (edges.source[e] == source && emission + delay_of_edge[e] < n_steps)
                    expected.push_back({emission + delay_of_edge[e], emission, source, e});
        const auto order = [](const Effect& effect) {
            return std::tie(effect.step, effect.emission, effect.source, effect.creation);
        };
        std::sort(expected.begin(), expected.end(),
                  [&](const Effect& a, const Effect& b) { return order(a) < order(b); });
        CHECK(delivery.effects == expected);
    }
}

TEST_CASE("a delay of zero arrives in the step it was sent") {
    Delivery delivery(Edges{{0}, {0}, {0}}, 1, {0});
    delivery.step({0});
    CHECK(delivery.effects == std::vector<Effect>{{0, 0, 0, 0}});
}

TEST_CASE("one delay for all synapses is kept by the pathway") {
    Clock clock(1e-4);
    SpikeBuffer buffer;
    buffer.keep(3);
    Synapses synapses;
    synapses.clock = &clock;
    synapses.blocks.push_back(make_block({0, 2}, 2, Edges{{0, 1, 1}, {0, 0, 1}, {}}));
    synapses.pathways.resize(1);
    Pathway& pathway = synapses.pathways[0];
    pathway.clock = &clock;
    pathway.spikes = {&buffer, {4, 6}, {}, 2};
    pathway.delay = 3;
    std::vector<std::pair<std::int64_t, std::uint32_t>> arrived;
    pathway.routines.emplace_back(
        for_synapses([&](const Row&, std::uint32_t s) { arrived.emplace_back(clock.step(), s); }));

    for (std::int64_t k = 0; k < 8; ++k) {
        buffer.open(k) = k == 2 ? Numbers{3, 5, 6} : Numbers{};
        synapses.deliver(pathway);
        clock.tick();
    }
    CHECK(arrived == std::vector<std::pair<std::int64_t, std::uint32_t>>{{5, 1}, {5, 2}});
    CHECK(synapses.longest_delay(pathway) == 3);
}

TEST_CASE("a block without synapses is passed over") {
    Clock clock(1e-4);
    SpikeBuffer buffer;
    Synapses synapses;
    synapses.clock = &clock;
    synapses.blocks.push_back(make_block({0, 2}, 1, {}));
    synapses.blocks.push_back(make_block({2, 4}, 1, Edges{{0}, {3}, {}}));
    set_delays(synapses.blocks[0], {});
    synapses.pathways.resize(1);
    Pathway& pathway = synapses.pathways[0];
    pathway.clock = &clock;
    pathway.spikes = {&buffer, {0, 1}, {}, 1};
    int n_arrived = 0;
    pathway.routines.emplace_back();
    pathway.routines.emplace_back(for_synapses([&](const Row&, std::uint32_t) { ++n_arrived; }));
    buffer.open(0) = {0};
    synapses.deliver(pathway);
    CHECK(n_arrived == 1);
    CHECK(synapses.size() == 1);
}
