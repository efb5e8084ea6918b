#include "engine/network.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "base/error.h"
#include "base/format.h"
#include "engine/steps.h"

namespace brian {
namespace {

constexpr std::int64_t steps_between_looks = 1000;
constexpr double clock_tolerance = 1e-4;  // of dt: clocks nearer than this step together

/// Time of the next step of any clock [s].
double next_time(const std::deque<Clock>& clocks) {
    double earliest = std::numeric_limits<double>::infinity();
    for (const Clock& clock : clocks)
        if (clock.running()) earliest = std::min(earliest, clock.t());
    return earliest;
}

const Clock& clock_of(const NamedMonitor& named, const std::deque<Clock>& clocks) {
    return named.clock == nullptr ? clocks.front() : *named.clock;
}

}  // namespace

RunStatus Network::run(std::int64_t n_steps, Recording& recording, const Report& report) {
    begin(recording);
    const double dt = clocks.front().dt();
    const RunStatus status = advance(static_cast<double>(n_steps) * dt, {}, report);
    finish();
    return status;
}

void Network::begin(Recording& recording) {
    sort_tasks(tasks, slots);
    recording_ = &recording;
    stopped_ = false;
    pacer_ = Pacer();
}

RunStatus Network::advance(double duration, const Condition& until, const Report& report) {
    make_agenda();
    open_monitors();
    watch_columns();
    set_ends(t_ + duration);
    window_end_ = moments_ + steps_between_looks;
    return go_on(until, report);
}

RunStatus Network::go_on(const Condition& until, const Report& report) {
    StateList items = rewindable_state();
    items.push_back({"steps_done", &steps_done_});
    rewind_.begin(std::move(items), moments_);
    reached_ = false;
    while (!at_end()) {
        if (checkpoint_due() && save_checkpoint() == AfterCheckpoint::Stop)
            return RunStatus::Suspended;
        step_window(until, report);
        if (moments_ < window_end_ && !at_end()) continue;  // a checkpoint is due
        if (const auto trouble = watch_.look()) {
            flush();
            find_trouble(window_end_ - steps_between_looks, *trouble);
        }
        window_end_ = moments_ + steps_between_looks;
        rewind_.mark(moments_);
        if (pacer_.flush_due()) flush();
    }
    // Ended early, the time is that of the steps done; else it is as long as was asked for, so that
    // phases which are no multiples of dt do not add up their remainders.
    if (stopped_ || reached_) t_ = clocks.front().t();
    return stopped_ ? RunStatus::Stopped : RunStatus::Complete;
}

void Network::finish() {
    end_segments();
    recording_->flush();
}

void Network::set_ends(double t_end) {
    for (Clock& clock : clocks) clock.run_until(duration_steps(t_end, clock.dt()));
    const Clock& first = clocks.front();
    const bool whole = is_multiple(t_end, first.dt());
    t_ = whole ? static_cast<double>(duration_steps(t_end, first.dt())) * first.dt() : t_end;
}

bool Network::at_end() const {
    if (stopped_ || reached_) return true;
    return std::none_of(clocks.begin(), clocks.end(),
                        [](const Clock& clock) { return clock.running(); });
}

void Network::employ(unsigned n_workers) {
    workers_ = n_workers > 1 ? std::make_unique<Workers>(n_workers) : nullptr;
}

void Network::make_agenda() {
    agenda_.clear();
    for (const Task& task : tasks)
        if (!inactive_.contains(task.object)) agenda_.push_back(&task);
    for (NeuronGroup& group : groups) {
        const auto advance = std::find_if(agenda_.begin(), agenda_.end(), [&](const Task* task) {
            return task->advances == &group;
        });
        const bool next = agenda_.end() - advance > 1 && (*(advance + 1))->finds == &group;
        group.finds_at_once = next && group.can_find_at_once();
        group.employ(workers_.get());
    }
    for (Synapses& connection : synapses) connection.employ(workers_.get());
    for (Routine& routine : routines) routine.employ(workers_.get());
}

void Network::open_monitors() {
    for (NamedMonitor& named : monitors) {
        const bool active = !inactive_.contains("monitors." + named.name);
        if (!active) end_segment(named);
        if (!active || named.is_open()) continue;
        named.monitor->open(*recording_);
        named.opened_at = clock_of(named, clocks).step();
    }
}

void Network::end_segment(NamedMonitor& named) {
    if (named.is_open()) named.monitor->finish(clock_of(named, clocks).step());
    named.opened_at = -1;
}

void Network::end_segments() {
    for (NamedMonitor& named : monitors) end_segment(named);
}

void Network::set_activity(const std::string& object, Activity activity) {
    if (activity == Activity::On)
        inactive_.erase(object);
    else
        inactive_.insert(object);
}

void Network::step_once() {
    const double now = next_time(clocks);
    for (Clock& clock : clocks) clock.set_due(now, clock_tolerance * clock.dt());
    for (const Task* task : agenda_)
        if (task->clock == nullptr || task->clock->due()) task->run();
    for (Clock& clock : clocks)
        if (clock.due()) clock.tick();
    if (clocks.front().due()) ++steps_done_;
    ++moments_;
}

void Network::step_stride(std::int64_t n, const Condition& until) {
    for (; n > 0 && !at_end(); --n) {
        step_once();
        reached_ = until && until();
    }
}

void Network::step_window(const Condition& until, const Report& report) {
    while (moments_ < window_end_ && !at_end() && !checkpoint_due()) {
        const std::int64_t start = moments_;
        const std::int64_t end =
            checkpoint_at_ > start ? std::min(window_end_, checkpoint_at_) : window_end_;
        step_stride(std::min(pacer_.stride(), end - start), until);
        pacer_.advance(moments_ - start);
        if (pacer_.report_due() && report && !report(steps_done_)) stopped_ = true;
    }
}

void Network::find_trouble(std::int64_t window_start, const FiniteWatch::Trouble& trouble) {
    const std::int64_t window_end = moments_;
    // Without monitors: what they saw the first time is recorded.
    agenda_.erase(
        std::remove_if(agenda_.begin(), agenda_.end(),
                       [](const Task* task) { return task->kind == Task::Kind::Monitor; }),
        agenda_.end());
    moments_ = rewind_.restore();
    forget_preparations();
    while (moments_ < window_start) step_once();
    watch_.start();
    const std::string hint =
        "the integration may have become unstable (try a smaller dt or another method), or an "
        "expression divides by zero or leaves the domain of a function";
    while (moments_ < window_end) {
        const double t = next_time(clocks);
        step_once();
        if (const auto found = watch_.look())
            throw SimulationError(
                format("{} after step {} (t = {:.10g} ms)", found->what, steps_done_ - 1, t * 1e3),
                hint);
    }
    throw SimulationError(
        format("{} after step {} or some steps before", trouble.what, steps_done_ - 1), hint);
}

void Network::flush() {
    for (NamedMonitor& named : monitors)
        if (named.is_open()) named.monitor->flush();
    recording_->flush();
}

void Network::forget_preparations() {
    for (NeuronGroup& group : groups) group.preparation.invalidate();
    for (Synapses& connection : synapses)
        for (SynapseBlock& block : connection.blocks) block.preparation.invalidate();
}

void Network::watch_columns() {
    watch_.clear();
    for (const NeuronGroup& group : groups)
        for (const Column& column : group.state.columns())
            if (!column.constant && !is_internal(column))
                watch_.add({"groups." + group.name + "." + column.name, "neuron", 0, &column});
    for (const Synapses& connection : synapses)
        for (const SynapseBlock& block : connection.blocks)
            watch_block("connections." + connection.name + ".", block);
    watch_.start();
}

void Network::watch_block(const std::string& prefix, const SynapseBlock& block) {
    const auto watch = [&](const StateTable& table, const char* element, std::uint64_t first) {
        for (const Column& column : table.columns())
            if (!column.constant && !is_internal(column))
                watch_.add({prefix + column.name, element, first, &column});
    };
    watch(block.state, "synapse", block.first);
    watch(block.of_sources, "the synapses of source", 0);
    watch(block.of_targets, "the synapses of target", block.targets.begin);
}

StateList Network::rewindable_state() {
    StateList items;
    for (std::size_t i = 0; i < clocks.size(); ++i)
        clocks[i].list_state(format("clocks.{}", i), items);
    for (NeuronGroup& group : groups) group.list_state(items);
    for (SpikeSource& source : sources) source.list_state(items);
    for (Synapses& connection : synapses) connection.list_state(items);
    items.push_back({"t", std::span<double>(&t_, 1)});
    return items;
}

StateList Network::mutable_state() {
    StateList items = rewindable_state();
    items.push_back({"steps_done", &steps_done_});
    for (NamedMonitor& named : monitors) named.monitor->list_state("monitors." + named.name, items);
    return items;
}

}  // namespace brian
