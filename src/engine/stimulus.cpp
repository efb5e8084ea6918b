#include "engine/stimulus.h"

namespace brian {

void SpikeSource::run_threshold() {
    const std::int64_t step = clock->step();
    std::vector<std::uint32_t>& fired = spikes.open(step);
    stimulus->fire(step, fired);
    n_spikes += static_cast<std::int64_t>(fired.size());
}

void SpikeSource::follow_clock(double before) {
    spikes.change_dt(before, clock->dt());
}

void SpikeSource::list_state(StateList& items) {
    const std::string path = "stimuli." + name;
    spikes.list_state(path + ".spikes", items);
    items.push_back({path + ".n_spikes", &n_spikes, StateItem::Role::Count});
    stimulus->list_state(path, items);
}

}  // namespace brian
