#include "engine/neuron_group.h"

#include <algorithm>

#include "math/functions.h"
#include "math/lanes.h"

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

/// Appends the indices, within the range, of all flags that are not 0, ascending.
void pack(std::span<const double> flags, IndexRange range, std::vector<std::uint32_t>& out) {
    static const math::FindNonzero find = math::table_of(math::simd()).find_nonzero;
    for (std::size_t i = find(flags.data(), range.begin, range.end); i < range.end;
         i = find(flags.data(), i + 1, range.end))
        out.push_back(static_cast<std::uint32_t>(i));
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
    const bool plain = condition && !chance && !shared_update && spiking != nullptr;
    return plain && update.is_divisible() && condition.is_divisible();
}

void NeuronGroup::employ(Workers* workers) {
    workers_ = workers;
    for (Routine* routine : {&update, &condition, &update_and_condition}) routine->employ(workers);
    preparation.employ(workers);
    for (CustomEvent& event : events) event.condition.employ(workers);
}

void NeuronGroup::advance_part(std::uint32_t part, unsigned worker) {
    const IndexRange few = part_of({0, size}, part);
    if (update_and_condition) {
        update_and_condition.run_part(few, worker);
    } else {
        update.run_part(few, worker);
        condition.run_part(few, worker);
    }
    found_[part].clear();
    pack(spiking->values, few, found_[part]);
}

/// Part by part, so that what has just been computed is still at hand.
void NeuronGroup::advance_and_find() {
    const std::uint32_t n_parts = n_parts_of({0, size});
    found_.resize(n_parts);
    if (workers_ != nullptr && is_worth_sharing(size * (update.cost() + condition.cost())))
        workers_->run(n_parts,
                      [this](std::uint32_t part, unsigned worker) { advance_part(part, worker); });
    else
        for (std::uint32_t part = 0; part < n_parts; ++part) advance_part(part, 0);
}

void NeuronGroup::run_update() {
    preparation.refresh();
    if (finds_at_once) {
        advance_and_find();
        return;
    }
    update.run(IndexRange{0, size});
    shared_update.run(IndexRange{0, 1});
}

void NeuronGroup::run_threshold() {
    std::vector<std::uint32_t>& fired = spikes.open(clock->step());
    if (!condition) return;
    if (finds_at_once) {
        for (const std::vector<std::uint32_t>& found : found_)
            fired.insert(fired.end(), found.begin(), found.end());
    } else {
        condition.run(IndexRange{0, chance ? 1 : size});
        if (chance)
            fire_by_chance(*this, fired);
        else
            pack(spiking->values, {0, size}, fired);
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
    event.condition.run(IndexRange{0, size});
    pack(event.flag->values, {0, size}, neurons);
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
