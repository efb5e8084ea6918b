#include "engine/network.h"

#include <algorithm>
#include <limits>

#include "base/error.h"
#include "base/format.h"

namespace brian {
namespace {

constexpr std::int64_t steps_between_looks = 1000;
constexpr double clock_tolerance = 1e-4;  // of dt: clocks nearer than this step together

/// Time of the next step of any clock [s].
double next_time(const std::deque<Clock>& clocks) {
    double earliest = std::numeric_limits<double>::infinity();
    for (const Clock& clock : clocks) earliest = std::min(earliest, clock.t());
    return earliest;
}

bool is_due(const Clock& clock, double now) {
    return clock.t() <= now + clock_tolerance * clock.dt();
}

}  // namespace

RunStatus Network::run(std::int64_t n_steps, Recording& recording, const Report& report) {
    sort_tasks(tasks);
    agenda_.clear();
    for (const Task& task : tasks) agenda_.push_back(&task);
    for (NamedMonitor& named : monitors) named.monitor->open(recording);
    stopped_ = false;
    watch_columns();
    rewind_.begin(rewindable_state(), steps_done_);

    Pacer pacer;
    const std::int64_t end = steps_done_ + n_steps;
    while (steps_done_ < end && !stopped_) {
        const std::int64_t start = steps_done_;
        step_window(std::min(start + steps_between_looks, end), pacer, report);
        if (const auto trouble = watch_.look()) {
            flush(recording);
            find_trouble(start, *trouble);
        }
        rewind_.mark(steps_done_);
        if (pacer.flush_due()) flush(recording);
    }
    for (NamedMonitor& named : monitors) named.monitor->finish(steps_done_);
    return stopped_ ? RunStatus::Stopped : RunStatus::Complete;
}

void Network::step_once() {
    const double now = next_time(clocks);
    for (const Task* task : agenda_)
        if (task->clock == nullptr || is_due(*task->clock, now)) task->run();
    for (Clock& clock : clocks)
        if (is_due(clock, now)) clock.tick();
    ++steps_done_;
}

void Network::step_window(std::int64_t end, Pacer& pacer, const Report& report) {
    while (steps_done_ < end && !stopped_) {
        const std::int64_t start = steps_done_;
        const std::int64_t pause = std::min(start + pacer.stride(), end);
        while (steps_done_ < pause && !stopped_) step_once();
        pacer.advance(steps_done_ - start);
        if (pacer.report_due() && report && !report(steps_done_)) stopped_ = true;
    }
}

void Network::find_trouble(std::int64_t window_start, const FiniteWatch::Trouble& trouble) {
    const std::int64_t window_end = steps_done_;
    // Without monitors: what they saw the first time is recorded.
    agenda_.erase(
        std::remove_if(agenda_.begin(), agenda_.end(),
                       [](const Task* task) { return task->kind == Task::Kind::Monitor; }),
        agenda_.end());
    steps_done_ = rewind_.restore();
    for (NeuronGroup& group : groups) group.preparation.invalidate();
    for (Synapses& connection : synapses)
        for (SynapseBlock& block : connection.blocks) block.preparation.invalidate();
    while (steps_done_ < window_start) step_once();
    watch_.start();
    const std::string hint =
        "the integration may have become unstable (try a smaller dt or another method), or an "
        "expression divides by zero or leaves the domain of a function";
    while (steps_done_ < window_end) {
        const double t = next_time(clocks);
        step_once();
        if (const auto found = watch_.look())
            throw SimulationError(
                format("{} after step {} (t = {:.10g} ms)", found->what, steps_done_ - 1, t * 1e3),
                hint);
    }
    throw SimulationError(
        format("{} after step {} or some steps before", trouble.what, window_end - 1), hint);
}

void Network::flush(Recording& recording) {
    for (NamedMonitor& named : monitors) named.monitor->flush();
    recording.flush();
}

void Network::watch_columns() {
    watch_.clear();
    for (const NeuronGroup& group : groups)
        for (const Column& column : group.state.columns())
            if (!column.constant && !is_internal(column))
                watch_.add({"groups." + group.name + "." + column.name, "neuron", 0, &column});
    for (const Synapses& connection : synapses)
        for (const SynapseBlock& block : connection.blocks)
            for (const Column& column : block.state.columns())
                if (!column.constant && !is_internal(column))
                    watch_.add({"connections." + connection.name + "." + column.name, "synapse",
                                block.first, &column});
    watch_.start();
}

StateList Network::rewindable_state() {
    StateList items;
    for (std::size_t i = 0; i < clocks.size(); ++i)
        clocks[i].list_state(format("clocks.{}", i), items);
    for (NeuronGroup& group : groups) group.list_state(items);
    for (SpikeSource& source : sources) source.list_state(items);
    for (Synapses& connection : synapses) connection.list_state(items);
    return items;
}

StateList Network::mutable_state() {
    StateList items = rewindable_state();
    items.push_back({"steps_done", &steps_done_});
    for (NamedMonitor& named : monitors) named.monitor->list_state("monitors." + named.name, items);
    return items;
}

}  // namespace brian
