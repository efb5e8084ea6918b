#include "base/error.h"
#include "base/format.h"
#include "engine/network.h"
#include "engine/steps.h"

// Steps of another length, and time that goes back.
namespace brian {

double Network::simulated() const {
    return simulated_before_
           + static_cast<double>(steps_done_ - steps_before_) * clocks.front().dt();
}

/// What was counted in steps of the run's clock, when they have another length.
void Network::count_steps_anew() {
    const Clock& clock = clocks.front();
    for (SpikeSource& source : sources)
        if (source.clock == &clock) source.stimulus->change_dt(clock.dt(), clock.step());
    for (Synapses& connection : synapses)
        for (Pathway& pathway : connection.pathways)
            if (pathway.clock == &clock) connection.count_delays(pathway);
    forget_preparations();
}

void Network::change_dt(double dt) {
    Clock& clock = clocks.front();
    const double before = clock.dt();
    if (dt == before) return;
    if (!is_multiple(t_, dt))
        throw SimulationError(
            format("the time step cannot become {:.9g} ms at t = {:.9g} ms, which is no multiple "
                   "of it",
                   dt * 1e3, t_ * 1e3),
            "let the phases before end at a multiple of the new time step");
    for (NamedMonitor& named : monitors)
        if (named.clock == nullptr || named.clock == &clock) end_segment(named);
    simulated_before_ = simulated();
    steps_before_ = steps_done_;
    clock.change_dt(dt, t_);
    for (NeuronGroup& group : groups)
        if (group.clock == &clock) group.follow_clock(before);
    for (SpikeSource& source : sources)
        if (source.clock == &clock) source.follow_clock(before);
    count_steps_anew();
}

void Network::restore(const Snapshot& snapshot, RandomNumbers random) {
    const auto put_back = [&] {
        if (random == RandomNumbers::GoBack)
            snapshot.restore(rewindable_state());
        else
            snapshot.restore_but_counts(rewindable_state());
    };
    end_segments();
    const double dt = clocks.front().dt();
    const double before = simulated();
    put_back();
    if (clocks.front().dt() != dt) {
        simulated_before_ = before;
        steps_before_ = steps_done_;
        // Positions in what is counted in steps come back once these have their length.
        count_steps_anew();
        put_back();
    }
    forget_preparations();
}

}  // namespace brian
