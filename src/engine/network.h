#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/clock.h"
#include "engine/finite_watch.h"
#include "engine/monitor.h"
#include "engine/neuron_group.h"
#include "engine/operation.h"
#include "engine/pacer.h"
#include "engine/rewind.h"
#include "engine/schedule.h"
#include "engine/stimulus.h"
#include "engine/synapses.h"

namespace brian {

/// A monitor with its name.
struct NamedMonitor {
    std::string name;
    std::unique_ptr<Monitor> monitor;
};

enum class RunStatus { Complete, Stopped };

/// The runtime graph: all objects, their state and the schedule of one step. Move-only; addresses
/// of the objects inside stay.
class Network {
  public:
    std::deque<Clock> clocks;
    std::deque<NeuronGroup> groups;
    std::deque<SpikeSource> sources;
    std::deque<Synapses> synapses;
    std::deque<NamedMonitor> monitors;
    std::deque<AlignedVector<double>> tables;  ///< values of timed arrays and parameter arrays
    std::deque<Routine> routines;              ///< further code that tasks run (poisson_input)
    std::deque<std::vector<Routine>> routine_lists;  ///< the same, one for each block of synapses
    std::deque<Operation> operations;
    std::deque<std::vector<std::uint32_t>> indices;  ///< neurons that linked variables stand for
    std::vector<Task> tasks;

    /// Called between steps with the number of steps done; returns false to stop after this step.
    /// The network itself sees to it that calls come about every 20 ms, or after every step when
    /// steps take longer.
    using Report = std::function<bool(std::int64_t steps_done)>;

    /// Opens the monitors, runs n_steps, finishes the monitors. Looks for NaN and infinities every
    /// thousand steps and at the end; throws SimulationError naming object, variable, neuron and
    /// the exact step.
    RunStatus run(std::int64_t n_steps, Recording& recording, const Report& report);
    /// Ends the run after the step that is being done (called by a task).
    void stop() { stopped_ = true; }

    /// All mutable state: columns, spike buffers, clocks, stimuli, monitors.
    [[nodiscard]] StateList mutable_state();
    /// Steps done so far.
    [[nodiscard]] std::int64_t steps_done() const { return steps_done_; }

  private:
    [[nodiscard]] StateList rewindable_state();
    void watch_columns();
    void step_once();
    void step_window(std::int64_t end, Pacer& pacer, const Report& report);
    [[noreturn]] void find_trouble(std::int64_t window_start, const FiniteWatch::Trouble& trouble);
    void flush(Recording& recording);

    std::int64_t steps_done_ = 0;
    bool stopped_ = false;
    std::vector<const Task*> agenda_;  // the tasks that run, sorted
    FiniteWatch watch_;
    Rewind rewind_;
};

}  // namespace brian
