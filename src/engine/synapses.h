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
#include "engine/pathway_code.h"
#include "engine/routine.h"
#include "engine/spike_buffer.h"
#include "engine/state.h"
#include "engine/synapse_block.h"

namespace brian {

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
    /// Runs code for all synapses; at once in several blocks where it writes nothing beyond its
    /// own.
    enum class Blocks { AtOnce, OneByOne };
    void run_for_all(std::vector<Routine>& routines, Blocks how);
    /// Shares blocks out among the workers; nullptr: no more.
    void employ(Workers* workers);
    void list_state(StateList& items);

  private:
    /// Room of one worker.
    struct Scratch {
        std::vector<std::uint32_t> neurons;  // those of the rows or elements
        std::vector<Row> rows;
        std::vector<std::uint32_t> elements;
        std::vector<std::uint32_t> sources;  // of the elements, where they are known
        std::vector<std::uint32_t> delayed;
        std::vector<std::uint32_t> counting;  // 0, 1, 2 ...: the sources of a list with a stride
        std::vector<std::uint32_t> strided;   // part of such a list
    };
    [[nodiscard]] const Fan& fan_of(const Pathway& pathway, std::size_t block) const;
    [[nodiscard]] double work_of(const Pathway& pathway, std::span<const std::uint32_t> due) const;
    void collect(Pathway& pathway, std::size_t block, std::uint32_t delay,
                 std::span<const std::uint32_t> spikes, Scratch& scratch);
    /// Synapses of one neuron, in the places of a list.
    struct Part {
        std::uint32_t neuron = 0;  ///< within the block where it is a target
        IndexRange places;
    };
    static void append(const Fan& fan, const Part& part, Scratch& scratch);
    void run_alone(Pathway& pathway, std::size_t block, const Part& whole, Scratch& scratch);
    void run_part(const Fan& fan, Routine& routine, const Part& part, unsigned worker);
    void run_collected(Pathway& pathway, std::size_t block, Scratch& scratch);
    void deliver_block(Pathway& pathway, std::size_t block, std::span<const std::uint32_t> due,
                       Scratch& scratch);
    void deliver_spike_by_spike(Pathway& pathway);
    template <class Work>
    void for_each_block(double cost, const Work& work);
    Workers* workers_ = nullptr;
    std::vector<Scratch> scratch_{1};    // of each worker
    std::vector<std::uint32_t> spikes_;  // scratch
};

}  // namespace brian
