#include "engine/protocol.h"

#include "base/error.h"
#include "base/format.h"

namespace brian {
namespace {

/// Does some work for a phase; an error says in which phase it came.
void name_phase(const RunPhase& phase, const std::function<void()>& work) {
    try {
        work();
    } catch (const SimulationError& error) {
        if (phase.path.empty()) throw;
        throw SimulationError(format("{}, in {}", error.what(), phase.path), error.hint());
    }
}

void apply(const RunPhase::Changes& changes) {
    for (const std::function<void()>& change : changes) change();
}

}  // namespace

std::string describe(const std::vector<RunPhase>& phases, const std::string& margin) {
    std::string list;
    for (const RunPhase& phase : phases)
        list += format("{}{}\n{}", margin, phase.text, describe(phase.phases, margin + "  "));
    return list;
}

RunStatus Protocol::run(const std::vector<RunPhase>& phases, const Network::Condition& until) {
    until_ = until;
    network_.begin(recording_);
    run_all(phases);
    network_.finish();
    return status_;
}

void Protocol::run_all(const std::vector<RunPhase>& phases) {
    for (const RunPhase& phase : phases)
        if (!over()) run_phase(phase);
}

void Protocol::run_phase(const RunPhase& phase) {
    if (!phase.restore.empty()) network_.restore(stored_.at(phase.restore), phase.random);
    if (phase.dt) name_phase(phase, [&] { network_.change_dt(*phase.dt); });
    apply(phase.changes);
    for (const RunPhase::Switch& one : phase.switches)
        network_.set_activity(one.object, one.activity);
    if (phase.duration) advance(phase);
    run_rounds(phase);
    if (!phase.store.empty() && !over())
        stored_.insert_or_assign(phase.store, Snapshot(network_.rewindable_state()));
}

void Protocol::run_rounds(const RunPhase& phase) {
    for (const RunPhase::Changes& changes : phase.rounds) {
        if (over()) return;
        apply(changes);
        run_all(phase.phases);
    }
}

void Protocol::advance(const RunPhase& phase) {
    // What the monitors hold back belongs to the phases before.
    if (n_advanced_ > 0) network_.flush();
    recording_.begin_phase({n_advanced_++, phase.path, network_.t(), network_.clocks.front().dt()});
    Network::Condition until = phase.until;
    if (until_)
        until = [this, &phase] {
            ended_ = until_();
            return ended_ || (phase.until && phase.until());
        };
    const std::int64_t before = network_.steps_done();
    name_phase(phase, [&] { status_ = network_.advance(*phase.duration, until, report_); });
    recording_.end_phase(network_.t(), network_.steps_done() - before);
}

}  // namespace brian
