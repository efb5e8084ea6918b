#include <algorithm>

#include "base/format.h"
#include "engine/network.h"

// All state of a run, and the way back into the middle of it in another process.
namespace brian {

bool Network::checkpoint_due() const {
    return save_ && (checkpoint_asked_ || moments_ == checkpoint_at_);
}

AfterCheckpoint Network::save_checkpoint() {
    checkpoint_asked_ = false;
    checkpoint_at_ = -1;
    flush();
    return save_();
}

StateList Network::clock_state() {
    StateList items;
    for (std::size_t i = 0; i < clocks.size(); ++i)
        clocks[i].list_state(format("clocks.{}", i), items);
    return items;
}

StateList Network::checkpoint_state() {
    StateList items = mutable_state();
    for (std::size_t i = 0; i < clocks.size(); ++i)
        clocks[i].list_end(format("clocks.{}.end", i), items);
    for (Column& column : parameters.columns())
        items.push_back({"parameters." + column.name, std::span<double>(column.values)});
    for (std::size_t i = 0; i < counters.size(); ++i)
        items.push_back({format("counters.{}", i), std::span<double>(counters[i])});
    for (NamedMonitor& named : monitors)
        items.push_back({"monitors." + named.name + ".opened_at", &named.opened_at});
    watch_.list_state("not_finite", items);
    items.push_back({"moments", &moments_});
    items.push_back({"window_end", &window_end_});
    items.push_back({"simulated_before", std::span<double>(&simulated_before_, 1)});
    items.push_back({"steps_before", &steps_before_});
    return items;
}

/// As they were opened then: with the clocks at the steps at which their segments began.
void Network::reopen_monitors(const LoadState& load) {
    StateList steps;
    for (NamedMonitor& named : monitors)
        steps.push_back({"monitors." + named.name + ".opened_at", &named.opened_at});
    load(steps);
    for (NamedMonitor& named : monitors) {
        if (!named.is_open()) continue;
        const auto own = std::find_if(clocks.begin(), clocks.end(), [&named](const Clock& clock) {
            return &clock == named.clock;
        });
        (own == clocks.end() ? clocks.front() : *own).go_to(named.opened_at);
        named.monitor->open(*recording_);
    }
    recording_->go_on();
}

void Network::resume(Recording& recording, const LoadState& load) {
    begin(recording);
    const double dt = clocks.front().dt();
    load(clock_state());
    if (clocks.front().dt() != dt) count_steps_anew();
    reopen_monitors(load);
    make_agenda();
    watch_columns();
    load(checkpoint_state());
    forget_preparations();
}

}  // namespace brian
