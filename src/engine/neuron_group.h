#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "engine/clock.h"
#include "engine/routine.h"
#include "engine/spike_buffer.h"
#include "engine/state.h"
#include "engine/stimulus.h"

namespace brian {

/// Target blocks of a group of n neurons: about n/16 each, rounded up to 64, between 256 and
/// 65,536. A function of n alone, never of workers or CPU.
[[nodiscard]] std::vector<IndexRange> target_blocks(std::uint32_t n);

/// An event other than the spike: what happens in which neurons, by a condition of its own.
struct CustomEvent {
    std::string name;
    Routine condition;       ///< gives the column `flag` 1 where the event happens
    Column* flag = nullptr;  ///< nullptr while there is no condition
    SpikeBuffer happened;
};

/// Neurons of one kind: their state and the routines of one step. Compile fills it in.
struct NeuronGroup {
    std::string name;
    std::uint32_t size = 0;
    StateTable state;
    SpikeBuffer spikes;
    std::int64_t n_spikes = 0;  ///< since the start, for the closing summary
    Clock* clock = nullptr;

    Preparation preparation;
    Routine update;         ///< state from step k to k+1
    Routine shared_update;  ///< of what all neurons share; after `update`, which reads it
    Routine condition;  ///< gives the column `_spiking` 1 where the threshold is crossed (and not
                        ///< refractory)
    Routine update_and_condition;  ///< both in one, for elements that are independent in both
    Column* spiking = nullptr;
    /// In place of the condition: draws the neurons that spike; the refractory ones drop out.
    std::unique_ptr<Stimulus> chance;
    const Column* not_refractory = nullptr;  ///< of groups that can be refractory and use `chance`
    Routine mark;  ///< for spiking neurons: lastspike = t, not_refractory = false
    Routine reset;
    std::int64_t reset_lag = 0;  ///< steps: 1 where resets come before the thresholds of their step
    std::deque<CustomEvent> events;  ///< their places never move
    /// Whether spikes are looked for as the state advances: nothing of the step comes in between.
    bool finds_at_once = false;

    /// Shares long runs out among the workers; nullptr: no more.
    void employ(Workers* workers);
    /// Whether spikes could be looked for as the state advances.
    [[nodiscard]] bool can_find_at_once() const;

    void run_update();
    /// Packs the indices of spiking neurons, ascending, into the buffer of the current step, and
    /// marks them.
    void run_threshold();
    void run_reset();
    /// Packs the indices of the neurons in which the event happens, ascending, into its buffer.
    void run_event(CustomEvent& event);
    /// The clock's steps had another length before [s]: spikes on their way keep their times.
    void follow_clock(double before);
    void list_state(StateList& items);

  private:
    std::vector<std::uint32_t> found_;  // in this step, at once
};

}  // namespace brian
