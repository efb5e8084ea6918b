#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/clock.h"
#include "engine/fan.h"
#include "engine/pathway_code.h"
#include "engine/routine.h"
#include "engine/spike_buffer.h"
#include "engine/state.h"

namespace brian {

/// Synapses as a rule makes them: pairs in any order of sources, in creation order within a source.
struct Edges {
    std::vector<std::uint32_t> source;  ///< number within the source (sub)group
    std::vector<std::uint32_t> target;  ///< neuron of the whole target group
    std::vector<std::uint64_t>
        origin;  ///< position in the user's list (pairs, file); empty for other rules
    [[nodiscard]] std::size_t size() const { return source.size(); }
};

/// All synapses onto one target block, compressed by source: a worker owns it with the block's
/// neurons.
struct SynapseBlock {
    IndexRange targets;               ///< neurons of the target group
    std::uint64_t first = 0;          ///< number of the block's first synapse within the connection
    Fan by_source;                    ///< in place: the order of all arrays of the block
    std::vector<std::uint16_t> post;  ///< target - targets.begin
    std::vector<std::uint32_t> wide_post;  ///< in place of `post` where 16 bits do not serve
    std::vector<std::uint32_t> pre;        ///< row of the source; only where code needs it
    std::vector<std::uint32_t> number;     ///< of each among all, as created; only where needed
    std::vector<std::uint64_t> origin;     ///< only while the connection is built
    StateTable state;                      ///< synaptic variables
    StateTable of_sources;    ///< those that are the same for all synapses of a row, by row
    StateTable of_targets;    ///< those that are the same for all synapses of a target, by target
    Preparation preparation;  ///< of the clock-driven equations
    Routine update;           ///< the clock-driven equations, from step k to k+1

    [[nodiscard]] std::uint32_t size() const {
        return by_source.begin.empty() ? 0 : by_source.begin.back();
    }
    [[nodiscard]] std::array<StateTable*, 3> tables() { return {&state, &of_sources, &of_targets}; }
    /// Where the variable is kept; nullptr when the block has none of that name.
    [[nodiscard]] Column* find(std::string_view variable);
    /// Target of a synapse, counted from targets.begin.
    [[nodiscard]] std::uint32_t target(std::uint32_t synapse) const {
        return wide_post.empty() ? post[synapse] : wide_post[synapse];
    }
    [[nodiscard]] IndexArray target_index() const;
    [[nodiscard]] std::vector<Row> rows() const;  ///< all non-empty rows
};

/// Sorts edges by source (stable) into a block. All targets must lie in `targets`.
[[nodiscard]] SynapseBlock make_block(IndexRange targets, std::uint32_t n_sources, Edges edges);

/// Fills `number` of every block: by source, then target, as most rules create them, or by position
/// in the user's list.
void number_synapses(std::vector<SynapseBlock>& blocks);

/// Fills `pre`, for code that does not go row by row.
void note_sources(SynapseBlock& block);

/// Gives each synapse its delay in steps: reorders every row by descending delay (stable, so that
/// spikes arriving together are delivered in order of emission) with all columns, and builds the
/// segments.
void set_delays(SynapseBlock& block, const std::vector<std::uint32_t>& steps);

/// Delays [s] in steps of dt seconds.
[[nodiscard]] std::vector<std::uint32_t> in_steps(std::span<const double> delays, double dt);

/// Code that runs for the synapses of neurons that have spiked, some steps later.
struct Pathway {
    std::string name;
    enum class End { Source, Target };
    End end = End::Source;    ///< whose spikes
    SpikeView spikes;         ///< numbered as rows, or as neurons of the target group
    Clock* clock = nullptr;   ///< of those neurons: delays and code go by it
    double delay_time = 0.0;  ///< [s] when all synapses share it
    std::int64_t delay = 0;   ///< the same in steps
    std::int64_t lag = 0;  ///< steps: 1 where the slots are so ordered that spikes of the same step
                           ///< are not known yet
    std::vector<Fan> fans;       ///< one a block; none: the rows of the blocks
    bool reads_sources = false;  ///< whether the code of lists reads anything of the sources
    /// [s] of each synapse, block by block; kept only for the sake of steps of another length.
    std::vector<std::vector<double>> delay_times;
    std::vector<PathwayCode> routines;  ///< one a block; none for an empty block
    /// Whether blocks are independent, or the code reads what it writes through another block
    /// (x_pre of the group that it writes) and every spike must be finished before the next.
    enum class Sequence { BlockByBlock, SpikeBySpike };
    Sequence sequence = Sequence::BlockByBlock;
};

/// The synapses of one connection.
struct Synapses {
    std::string name;
    std::uint32_t n_sources = 0;
    Clock* clock = nullptr;  ///< of its equations; pathways have their own
    std::vector<SynapseBlock> blocks;
    StateTable shared;  ///< variables with one value for all synapses
    StateTable same;    ///< constants with one value for all synapses, which the user need not know
    std::deque<Pathway> pathways;
    std::vector<std::function<void()>> refreshes;  ///< copy what the code reads of other synapses

    [[nodiscard]] std::uint64_t size() const;
    /// To be called before code of the synapses runs; the functions below do.
    void refresh() const;
    /// Largest delay in steps, for the source's SpikeBuffer.
    [[nodiscard]] std::int64_t longest_delay(const Pathway& pathway) const;
    /// Counts the pathway's delays in the present steps of its clock.
    void count_delays(Pathway& pathway) const;
    /// Delivers what is due in the step of the pathway's clock: spikes of step k - delay, oldest
    /// first, neurons ascending.
    void deliver(Pathway& pathway);
    /// Advances the clock-driven equations by one step.
    void run_update();
    void list_state(StateList& items);

  private:
    [[nodiscard]] const Fan& fan_of(const Pathway& pathway, std::size_t block) const;
    void collect(Pathway& pathway, std::size_t block, std::uint32_t delay,
                 std::span<const std::uint32_t> spikes);
    void append(const Fan& fan, IndexRange places);
    void run_places(Pathway& pathway, std::size_t block, IndexRange places);
    void run_collected(Pathway& pathway, std::size_t block);
    void deliver_block(Pathway& pathway, std::size_t block, std::span<const std::uint32_t> due);
    void deliver_spike_by_spike(Pathway& pathway);
    std::vector<std::uint32_t> neurons_;   // scratch: those of the rows or elements
    std::vector<Row> rows_;                // scratch
    std::vector<std::uint32_t> elements_;  // scratch
    std::vector<std::uint32_t> sources_;   // scratch: of the elements, where they are known
    std::vector<std::uint32_t> spikes_;    // scratch
    std::vector<std::uint32_t> delayed_;   // scratch
};

}  // namespace brian
