#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/checkpoint.h"
#include "engine/clock.h"
#include "engine/finite_watch.h"
#include "engine/named_monitor.h"
#include "engine/neuron_group.h"
#include "engine/operation.h"
#include "engine/pacer.h"
#include "engine/rewind.h"
#include "engine/schedule.h"
#include "engine/stimulus.h"
#include "engine/synapses.h"

namespace brian {

/// Suspended: a checkpoint was written to go on from another time.
enum class RunStatus { Complete, Stopped, Suspended };

/// The runtime graph: all objects, their state and the schedule of one step. Move-only; addresses
/// of the objects inside stay. The first clock is that of the run: its steps are counted.
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
    StateTable parameters;  ///< parameters of the model that change during the run
    std::deque<AlignedVector<double>> counters;  ///< what tasks count for conditions
    std::vector<Task> tasks;
    SlotOrder slots;

    /// Called between steps with the number of steps done; returns false to stop after this step.
    /// The network itself sees to it that calls come about every 20 ms, or after every step when
    /// steps take longer.
    using Report = std::function<bool(std::int64_t steps_done)>;
    /// Asked after every step, with the clocks at its end.
    using Condition = std::function<bool()>;

    /// How many threads work at large parts of a step; the results do not depend on it.
    void employ(unsigned n_workers);
    /// A whole run of n_steps: begin, advance, finish.
    RunStatus run(std::int64_t n_steps, Recording& recording, const Report& report);

    /// Where the monitors record from now on; they are opened by the first advance().
    void begin(Recording& recording);
    /// Runs on for `duration` seconds, or until the condition holds (if there is one). Looks for
    /// NaN and infinities every thousand steps and at the end; throws SimulationError naming
    /// object, variable, neuron and the exact step.
    RunStatus advance(double duration, const Condition& until, const Report& report);
    /// Goes on in the middle of what advance() was told to do, after resume().
    RunStatus go_on(const Condition& until, const Report& report);
    /// Finishes the monitors.
    void finish();

    /// How checkpoints are saved, when one is asked for; the run ends as Suspended when `save` says
    /// so.
    void save_with(std::function<AfterCheckpoint()> save) { save_ = std::move(save); }
    /// Asks for a checkpoint after the step that is being done (called by the report), or after so
    /// many steps of any clock.
    void ask_for_checkpoint() { checkpoint_asked_ = true; }
    void ask_for_checkpoint_at(std::int64_t moments) { checkpoint_at_ = moments; }
    /// Brings a network that has not run yet into the state that was saved; in place of begin().
    /// Those switched off then must be so already.
    void resume(Recording& recording, const LoadState& load);

    /// Ends the run after the step that is being done (called by a task).
    void stop() { stopped_ = true; }
    /// Whether the object ("groups.P") takes part; those that do not are passed over from now on.
    enum class Activity { On, Off };
    void set_activity(const std::string& object, Activity activity);
    /// Writes out what the monitors hold back.
    void flush();
    /// Steps of another length [s] from now on, for all that goes by the run's clock. Throws
    /// SimulationError when the time is no multiple of it.
    void change_dt(double dt);
    /// The monitors' present segments end here; the next advance() begins new ones.
    void end_segments();
    /// Goes back to a state that rewindable_state() was copied from; ends the segments.
    enum class RandomNumbers { GoOn, GoBack };
    void restore(const Snapshot& snapshot, RandomNumbers random);

    /// All mutable state: columns, spike buffers, clocks, stimuli, monitors.
    [[nodiscard]] StateList mutable_state();
    /// The same without the monitors: what an earlier state is restored by.
    [[nodiscard]] StateList rewindable_state();
    /// All that a run in another process needs to go on from here: the mutable state, and where the
    /// network stands in what it was told to do.
    [[nodiscard]] StateList checkpoint_state();
    /// Steps done so far.
    [[nodiscard]] std::int64_t steps_done() const { return steps_done_; }
    /// Length of all steps done so far [s].
    [[nodiscard]] double simulated() const;
    /// [s] now.
    [[nodiscard]] double t() const { return clocks.front().t(); }

  private:
    void set_ends(double t_end);
    [[nodiscard]] bool at_end() const;
    void make_agenda();
    void open_monitors();
    void end_segment(NamedMonitor& named);
    [[nodiscard]] bool checkpoint_due() const;
    AfterCheckpoint save_checkpoint();
    [[nodiscard]] StateList clock_state();
    void reopen_monitors(const LoadState& load);
    void count_steps_anew();
    void forget_preparations();
    void watch_columns();
    void watch_block(const std::string& prefix, const SynapseBlock& block);
    void step_once();
    void step_window(const Condition& until, const Report& report);
    void step_stride(std::int64_t n, const Condition& until);
    [[noreturn]] void find_trouble(std::int64_t window_start, const FiniteWatch::Trouble& trouble);

    std::int64_t steps_done_ = 0;
    std::int64_t moments_ = 0;  // steps of any clock; equal to steps_done_ when there is but one
    double simulated_before_ = 0.0;  // [s] until the time last went back or dt changed
    std::int64_t steps_before_ = 0;  // until then
    double t_ = 0.0;                 // [s] at which the present phase ends
    bool stopped_ = false;
    bool reached_ = false;         // what the run goes on until
    std::int64_t window_end_ = 0;  // of any clock: when values are looked at next
    std::function<AfterCheckpoint()> save_;
    bool checkpoint_asked_ = false;
    std::int64_t checkpoint_at_ = -1;
    Recording* recording_ = nullptr;
    std::set<std::string> inactive_;
    std::vector<const Task*> agenda_;   // the tasks that run, sorted
    std::unique_ptr<Workers> workers_;  // none: the caller does everything
    FiniteWatch watch_;
    Rewind rewind_;
    Pacer pacer_;
};

}  // namespace brian
