#include "engine/protocol.h"

#include <iterator>

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

void note_names(const std::vector<RunPhase>& phases, std::set<std::string>& names) {
    for (const RunPhase& phase : phases) {
        if (!phase.store.empty()) names.insert(phase.store);
        note_names(phase.phases, names);
    }
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
    note_names(phases, names_);
    network_.begin(recording_);
    run_all(phases);
    return finish();
}

RunStatus Protocol::finish() {
    if (status_ != RunStatus::Suspended) network_.finish();
    return status_;
}

RunStatus Protocol::resume(const std::vector<RunPhase>& phases, const Network::Condition& until,
                           const LoadState& load) {
    until_ = until;
    note_names(phases, names_);
    load_ = &load;
    load({{"position", &way_}});
    run_all(phases);
    return finish();
}

void Protocol::save_with(const SaveState& save) {
    network_.save_with([this, save] {
        StateList items = network_.checkpoint_state();
        for (StateItem& item : own_state()) items.push_back(std::move(item));
        for (auto& [name, snapshot] : stored_) snapshot.list_state("stored." + name, items);
        return save(items);
    });
}

StateList Protocol::own_state() {
    are_stored_.clear();
    for (const std::string& name : names_) are_stored_.push_back(stored_.contains(name) ? 1 : 0);
    return {{"position", &position_},
            {"n_advanced", &n_advanced_},
            {"phase_began_after", &steps_before_},
            {"stored", &are_stored_}};
}

void Protocol::load_stored() {
    for (auto name = names_.begin(); name != names_.end(); ++name) {
        if (are_stored_.at(static_cast<std::size_t>(std::distance(names_.begin(), name))) == 0)
            continue;
        Snapshot& snapshot = stored_[*name];
        snapshot.take(network_.rewindable_state());  // gives it its shape
        StateList items;
        snapshot.list_state("stored." + *name, items);
        (*load_)(items);
    }
}

void Protocol::run_all(const std::vector<RunPhase>& phases) {
    const std::size_t first = returning() ? way_.at(depth_++) : 0;
    for (std::size_t k = 0; k < first; ++k) pass(phases.at(k));
    for (std::size_t k = first; k < phases.size() && !over(); ++k) {
        position_.push_back(static_cast<std::uint32_t>(k));
        run_phase(phases[k]);
        position_.pop_back();
    }
}

void Protocol::run_phase(const RunPhase& phase) {
    if (returning())
        switch_objects(phase);
    else
        begin(phase);
    if (phase.duration && returning())
        go_on(phase);
    else if (phase.duration)
        advance(phase);
    run_rounds(phase);
    if (!phase.store.empty() && !over())
        stored_.insert_or_assign(phase.store, Snapshot(network_.rewindable_state()));
}

void Protocol::begin(const RunPhase& phase) {
    if (!phase.restore.empty()) network_.restore(stored_.at(phase.restore), phase.random);
    if (phase.dt) name_phase(phase, [&] { network_.change_dt(*phase.dt); });
    apply(phase.changes);
    switch_objects(phase);
}

void Protocol::switch_objects(const RunPhase& phase) {
    for (const RunPhase::Switch& one : phase.switches)
        network_.set_activity(one.object, one.activity);
}

/// The phase is over already when a resumed run begins: only what it has switched still counts.
void Protocol::pass(const RunPhase& phase) {
    switch_objects(phase);
    for (const RunPhase& within : phase.phases) pass(within);
}

void Protocol::run_rounds(const RunPhase& phase) {
    const bool within = returning() && !phase.rounds.empty();
    const std::size_t first = within ? way_.at(depth_++) : 0;
    if (first > 0)
        for (const RunPhase& earlier : phase.phases) pass(earlier);
    for (std::size_t k = first; k < phase.rounds.size() && !over(); ++k) {
        position_.push_back(static_cast<std::uint32_t>(k));
        if (!returning()) apply(phase.rounds[k]);
        run_all(phase.phases);
        position_.pop_back();
    }
}

Network::Condition Protocol::end_of(const RunPhase& phase) {
    if (!until_) return phase.until;
    return [this, &phase] {
        ended_ = until_();
        return ended_ || (phase.until && phase.until());
    };
}

void Protocol::advance(const RunPhase& phase) {
    // What the monitors hold back belongs to the phases before.
    if (n_advanced_ > 0) network_.flush();
    recording_.begin_phase({static_cast<std::uint32_t>(n_advanced_++), phase.path, network_.t(),
                            network_.clocks.front().dt()});
    steps_before_ = network_.steps_done();
    run_steps(phase, [&] { return network_.advance(*phase.duration, end_of(phase), report_); });
}

void Protocol::go_on(const RunPhase& phase) {
    network_.resume(recording_, *load_);
    (*load_)(own_state());
    load_stored();
    load_ = nullptr;
    run_steps(phase, [&] { return network_.go_on(end_of(phase), report_); });
}

void Protocol::run_steps(const RunPhase& phase, const std::function<RunStatus()>& steps) {
    name_phase(phase, [&] { status_ = steps(); });
    if (status_ != RunStatus::Suspended)
        recording_.end_phase(network_.t(), network_.steps_done() - steps_before_);
}

}  // namespace brian
