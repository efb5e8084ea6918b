#include "engine/synapses.h"

#include <algorithm>
#include <numeric>

#include "base/format.h"
#include "engine/steps.h"

namespace brian {
namespace {

/// The spikes that the view had in `step`, in its own numbers; `scratch` holds them if need be.
std::span<const std::uint32_t> spikes_of(const SpikeView& view, std::int64_t step,
                                         std::vector<std::uint32_t>& scratch) {
    const std::span<const std::uint32_t> all = view.buffer->at(step);
    const bool numbers_agree = view.local.empty() && view.range.begin == 0;
    if (all.empty() || (numbers_agree && all.back() < view.range.end)) return all;
    scratch.clear();
    view.collect(step, scratch);
    return scratch;
}

/// The last step of which the pathway sees spikes.
std::int64_t step_of(const Pathway& pathway) {
    return pathway.clock->step() - pathway.lag;
}

/// The spikes of the neurons in a range, of those given, ascending.
std::span<const std::uint32_t> part_in(std::span<const std::uint32_t> spikes, IndexRange neurons) {
    const auto first = std::lower_bound(spikes.begin(), spikes.end(), neurons.begin);
    const auto last = std::lower_bound(first, spikes.end(), neurons.end);
    return {first, last};
}

/// Synapses from which a neuron's list is run as it is, and not copied behind others.
constexpr std::uint32_t long_list = 64;

void list_columns(StateTable& table, const std::string& name, std::size_t block, StateList& items) {
    for (Column& column : table.columns())
        if (!column.constant)
            items.push_back({format("connections.{}.{}.{}", name, column.name, block),
                             std::span<double>(column.values)});
}

}  // namespace

std::vector<std::uint32_t> in_steps(std::span<const double> delays, double dt) {
    std::vector<std::uint32_t> steps(delays.size());
    std::transform(delays.begin(), delays.end(), steps.begin(), [dt](double delay) {
        return static_cast<std::uint32_t>(delay_steps(delay, dt));
    });
    return steps;
}

std::uint64_t Synapses::size() const {
    return std::accumulate(
        blocks.begin(), blocks.end(), std::uint64_t{0},
        [](std::uint64_t sum, const SynapseBlock& block) { return sum + block.size(); });
}

const Fan& Synapses::fan_of(const Pathway& pathway, std::size_t block) const {
    return pathway.fans.empty() ? blocks[block].by_source : pathway.fans[block];
}

std::int64_t Synapses::longest_delay(const Pathway& pathway) const {
    std::int64_t longest = 0;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        const Fan& fan = fan_of(pathway, b);
        longest = std::max(longest,
                           fan.delays.empty() ? pathway.delay : std::int64_t{fan.delays.front()});
    }
    return longest;
}

void Synapses::count_delays(Pathway& pathway) const {
    const double dt = pathway.clock->dt();
    pathway.delay = delay_steps(pathway.delay_time, dt);
    for (std::size_t b = 0; b < pathway.delay_times.size(); ++b) {
        Fan& fan = pathway.fans[b];
        fan = pathway.end == Pathway::End::Target ? fan_of_targets(blocks[b])
                                                  : fan_of_sources(blocks[b]);
        set_delays(fan, in_steps(pathway.delay_times[b], dt));
        if (pathway.reads_sources) note_sources(fan, blocks[b]);
    }
}

void Synapses::refresh() const {
    for (const auto& copy : refreshes) copy();
}

void Synapses::deliver(Pathway& pathway) {
    refresh();
    for (PathwayCode& code : pathway.routines) code.begin_step();
    if (pathway.sequence == Pathway::Sequence::SpikeBySpike) {
        deliver_spike_by_spike(pathway);
        return;
    }
    const auto due = spikes_of(pathway.spikes, step_of(pathway) - pathway.delay, spikes_);
    for (std::size_t b = 0; b < blocks.size(); ++b)
        if (pathway.routines[b]) deliver_block(pathway, b, due);
}

void Synapses::collect(Pathway& pathway, std::size_t b, std::uint32_t delay,
                       std::span<const std::uint32_t> spikes) {
    const Fan& fan = fan_of(pathway, b);
    const bool by_target = pathway.end == Pathway::End::Target;
    const std::uint32_t first = by_target ? blocks[b].targets.begin : 0;
    std::uint32_t last = SpikeView::outside;
    for (const std::uint32_t spike : by_target ? part_in(spikes, blocks[b].targets) : spikes) {
        const IndexRange places = fan.places(spike - first, delay);
        if (places.size() == 0) continue;
        // A neuron that is listed twice reaches its synapses twice, one time after the other.
        if (spike == last) run_collected(pathway, b);
        last = spike;
        const bool alone = !fan.in_place() && places.size() >= long_list;
        if (alone) run_collected(pathway, b);
        neurons_.push_back(spike - first);
        if (alone)
            run_places(pathway, b, places);
        else if (fan.in_place())
            rows_.push_back({spike, places.begin, places.end});
        else
            append(fan, places);
    }
}

/// The synapses in the places of a list, of one neuron.
void Synapses::run_places(Pathway& pathway, std::size_t b, IndexRange places) {
    const Fan& fan = fan_of(pathway, b);
    pathway.routines[b].run_listed(neurons_, {&fan.synapses[places.begin], places.size()},
                                   fan.sources_from(places.begin));
    neurons_.clear();
}

void Synapses::append(const Fan& fan, IndexRange places) {
    elements_.insert(elements_.end(), fan.synapses.begin() + places.begin,
                     fan.synapses.begin() + places.end);
    if (!fan.knows_sources()) return;
    for (std::uint32_t place = places.begin; place < places.end; ++place)
        sources_.push_back(fan.sources.empty() ? fan.wide_sources[place] : fan.sources[place]);
}

void Synapses::run_collected(Pathway& pathway, std::size_t b) {
    if (neurons_.empty()) return;
    if (fan_of(pathway, b).in_place())
        pathway.routines[b].run_rows(neurons_, rows_);
    else if (sources_.empty())
        pathway.routines[b].run_listed(neurons_, elements_, {});
    else
        pathway.routines[b].run_listed(neurons_, elements_,
                                       static_cast<const std::uint32_t*>(sources_.data()));
    neurons_.clear();
    rows_.clear();
    elements_.clear();
    sources_.clear();
}

void Synapses::deliver_block(Pathway& pathway, std::size_t b, std::span<const std::uint32_t> due) {
    const Fan& fan = fan_of(pathway, b);
    if (fan.delays.empty()) collect(pathway, b, 0, due);
    // Longest delay first: what was sent first is delivered first.
    for (const std::uint32_t delay : fan.delays)
        collect(pathway, b, delay, spikes_of(pathway.spikes, step_of(pathway) - delay, delayed_));
    run_collected(pathway, b);
}

void Synapses::deliver_spike_by_spike(Pathway& pathway) {
    for (std::int64_t delay = longest_delay(pathway); delay >= 0; --delay)
        for (const std::uint32_t spike :
             spikes_of(pathway.spikes, step_of(pathway) - delay, spikes_))
            for (std::size_t b = 0; b < blocks.size(); ++b) {
                const bool due = !fan_of(pathway, b).delays.empty() || delay == pathway.delay;
                if (!pathway.routines[b] || !due) continue;
                collect(pathway, b, static_cast<std::uint32_t>(delay), {&spike, 1});
                run_collected(pathway, b);
            }
}

void Synapses::run_update() {
    refresh();
    for (SynapseBlock& block : blocks) {
        block.preparation.refresh();
        block.update.run(IndexRange{0, block.size()});
    }
}

void Synapses::list_state(StateList& items) {
    for (Column& column : shared.columns())
        if (!column.constant)
            items.push_back(
                {format("connections.{}.{}", name, column.name), std::span<double>(column.values)});
    for (std::size_t b = 0; b < blocks.size(); ++b)
        for (StateTable* table : blocks[b].tables()) list_columns(*table, name, b, items);
}

}  // namespace brian
