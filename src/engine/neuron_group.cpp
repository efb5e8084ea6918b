#include "engine/neuron_group.h"

#include <algorithm>

namespace brian {
namespace {

constexpr std::uint32_t blocks_per_group = 16;
constexpr std::uint32_t block_granularity = 64;
constexpr std::uint32_t smallest_block = 256;
constexpr std::uint32_t largest_block = 65536;  // numbers within a block fit in 16 bits

std::uint32_t block_size(std::uint32_t n) {
    const std::uint32_t share = n / blocks_per_group + (n % blocks_per_group != 0 ? 1 : 0);
    const std::uint32_t rounded =
        (share + block_granularity - 1) / block_granularity * block_granularity;
    return std::clamp(rounded, smallest_block, largest_block);
}

/// Lets chance choose, and takes out the neurons that are refractory.
void fire_by_chance(NeuronGroup& group, std::vector<std::uint32_t>& fired) {
    group.chance->fire(group.clock->step(), fired);
    if (group.not_refractory == nullptr) return;
    std::erase_if(
        fired, [&](std::uint32_t neuron) { return group.not_refractory->values[neuron] == 0.0; });
}

}  // namespace

std::vector<IndexRange> target_blocks(std::uint32_t n) {
    const std::uint32_t size = block_size(n);
    std::vector<IndexRange> blocks;
    for (std::uint32_t begin = 0; begin < n; begin = blocks.back().end)
        blocks.push_back({begin, n - begin <= size ? n : begin + size});
    return blocks;
}

bool NeuronGroup::can_find_at_once() const {
    return update_and_condition && !chance && !shared_update;
}

void NeuronGroup::employ(Workers* workers) {
    for (Routine* routine : {&update, &condition, &update_and_condition}) routine->employ(workers);
    preparation.employ(workers);
    for (CustomEvent& event : events) event.condition.employ(workers);
}

void NeuronGroup::run_update() {
    preparation.refresh();
    if (finds_at_once) {
        found_.clear();
        update_and_condition.find({0, size}, *spiking, found_);
        return;
    }
    update.run(IndexRange{0, size});
    shared_update.run(IndexRange{0, 1});
}

void NeuronGroup::run_threshold() {
    std::vector<std::uint32_t>& fired = spikes.open(clock->step());
    if (!condition) return;
    if (finds_at_once) {
        fired = found_;
    } else if (chance) {
        condition.run(IndexRange{0, 1});
        fire_by_chance(*this, fired);
    } else {
        condition.find({0, size}, *spiking, fired);
    }
    n_spikes += static_cast<std::int64_t>(fired.size());
    mark.run(fired);
}

void NeuronGroup::run_reset() {
    reset.run(spikes.at(clock->step() - reset_lag));
}

void NeuronGroup::run_event(CustomEvent& event) {
    std::vector<std::uint32_t>& neurons = event.happened.open(clock->step());
    if (!event.condition) return;
    event.condition.find({0, size}, *event.flag, neurons);
}

void NeuronGroup::follow_clock(double before) {
    spikes.change_dt(before, clock->dt());
    for (CustomEvent& event : events) event.happened.change_dt(before, clock->dt());
}

void NeuronGroup::list_state(StateList& items) {
    const std::string path = "groups." + name;
    for (Column& column : state.columns())
        if (!column.constant)
            items.push_back({path + "." + column.name, std::span<double>(column.values)});
    spikes.list_state(path + ".spikes", items);
    items.push_back({path + ".n_spikes", &n_spikes, StateItem::Role::Count});
    for (CustomEvent& event : events)
        event.happened.list_state(path + ".events." + event.name, items);
}

}  // namespace brian
