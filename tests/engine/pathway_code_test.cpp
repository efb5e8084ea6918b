#include "engine/pathway_code.h"

#include <numeric>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "engine/synapses.h"
#include "engine/test_kernels.h"

using namespace brian;

namespace {

using Numbers = std::vector<std::uint32_t>;

/// What ran, in order: "once 3", "ahead 0", "synapse 5 of 3".
struct Diary {
    std::vector<std::string> lines;

    Routine neurons(const std::string& what) {
        return for_elements(
            [this, what](std::uint32_t n) { lines.push_back(what + " " + std::to_string(n)); });
    }
    Routine synapses(const std::string& what) {
        return for_synapses([this, what](const Row& row, std::uint32_t s) {
            lines.push_back(what + " " + std::to_string(s) + " of " + std::to_string(row.source));
        });
    }
};

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("what is done once for each neuron comes before its synapses") {
    Diary diary;
    PathwayCode code(diary.synapses("synapse"));
    code.set_once(diary.neurons("once"));
    const std::vector<Row> rows{{1, 4, 6}, {3, 7, 8}};
    code.run_rows(Numbers{1, 3}, rows);
    CHECK(diary.lines
          == Lines{"once 1", "once 3", "synapse 4 of 1", "synapse 5 of 1", "synapse 7 of 3"});
}

TEST_CASE("values are computed ahead once a step, if enough synapses read them") {
    Diary diary;
    PathwayCode code(diary.synapses("plain"));
    code.set_ahead(diary.neurons("ahead"), 2, diary.synapses("after"));
    const std::vector<Row> one{{0, 0, 1}};
    const std::vector<Row> two{{1, 1, 3}};
    code.begin_step();
    code.run_rows(Numbers{0}, one);
    code.run_rows(Numbers{1}, two);
    code.run_rows(Numbers{0}, one);
    code.begin_step();
    code.run_rows(Numbers{0}, one);
    CHECK(diary.lines
          == Lines{"plain 0 of 0", "ahead 0", "ahead 1", "after 1 of 1", "after 2 of 1",
                   "after 0 of 0", "plain 0 of 0"});
}

TEST_CASE("lists of target neurons know the sources of their synapses, short and long") {
    for (const std::uint32_t n_sources : {3U, 200U, 3000U}) {
        Edges edges;
        for (std::uint32_t i = 0; i < n_sources; ++i)
            for (const std::uint32_t target : {0U, 1U}) {
                edges.source.push_back(i);
                edges.target.push_back(target);
            }
        Clock clock(1e-4);
        SpikeBuffer buffer;
        Synapses synapses;
        synapses.clock = &clock;
        synapses.blocks.push_back(make_block({0, 2}, n_sources, edges));
        Diary diary;
        Pathway& pathway = synapses.pathways.emplace_back();
        pathway.end = Pathway::End::Target;
        pathway.clock = &clock;
        pathway.spikes = {&buffer, {0, 2}, {}, 2};
        pathway.fans.push_back(fan_of_targets(synapses.blocks[0]));
        note_sources(pathway.fans[0], synapses.blocks[0]);
        pathway.routines.emplace_back(diary.synapses("synapse"));
        buffer.open(0) = {1, 1};
        synapses.deliver(pathway);
        Lines expected;
        for (int spike = 0; spike < 2; ++spike)
            for (std::uint32_t i = 0; i < n_sources; ++i)
                expected.push_back("synapse " + std::to_string(2 * i + 1) + " of "
                                   + std::to_string(i));
        CHECK(diary.lines == expected);
    }
}

TEST_CASE("the synapses of a target are not listed where all rows are equal") {
    const Edges equal{{0, 0, 1, 1, 2, 2}, {4, 5, 4, 5, 4, 5}, {}};
    const SynapseBlock block = make_block({3, 7}, 3, equal);
    CHECK(block.targets_count_from == 1U);
    Fan fan = fan_of_targets(block);
    CHECK(fan.synapses.empty());
    CHECK(fan.begin == Numbers{0, 0, 3, 6, 6});
    CHECK(fan.synapse_in(2, 4) == 3);
    set_delays(fan, {1, 1, 2, 1, 3, 1});
    CHECK(fan.synapses == Numbers{4, 2, 0, 1, 3, 5});
    for (const Edges& other : {Edges{{0, 0, 1, 1, 2, 2}, {4, 5, 4, 5, 4, 6}, {}},
                               Edges{{0, 0, 1, 1, 2, 2}, {4, 5, 5, 6, 4, 5}, {}},
                               Edges{{0, 0, 1, 1, 2}, {4, 5, 4, 5, 4}, {}}})
        CHECK(fan_of_targets(make_block({3, 7}, 3, other)).synapses.size() == other.size());
    SynapseBlock delayed = make_block({3, 7}, 3, equal);
    set_delays(delayed, {2, 1, 2, 1, 2, 1});
    CHECK(!delayed.targets_count_from);
}

TEST_CASE("more than 65,536 sources are numbered with 32 bits") {
    const SynapseBlock block = make_block({0, 1}, 70000, Edges{{5, 69999}, {0, 0}, {}});
    Fan fan = fan_of_targets(block);
    note_sources(fan, block);
    CHECK(fan.sources.empty());
    CHECK(fan.wide_sources == Numbers{5, 69999});
}
