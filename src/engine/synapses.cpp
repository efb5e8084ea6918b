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

/// first, first + step ...
void fill_progression(std::span<std::uint32_t> numbers, std::uint32_t first, std::uint32_t step) {
    for (std::size_t k = 0; k < numbers.size(); ++k, first += step) numbers[k] = first;
}

/// The same, n more numbers.
void append_progression(std::vector<std::uint32_t>& numbers, std::uint32_t first,
                        std::uint32_t step, std::size_t n) {
    numbers.resize(numbers.size() + n);
    fill_progression(std::span(numbers).last(n), first, step);
}

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

void Synapses::employ(Workers* workers) {
    workers_ = workers;
    scratch_.resize(workers == nullptr ? 1 : workers->size());
    // Several blocks are shared out whole.
    for (Pathway& pathway : pathways)
        for (PathwayCode& code : pathway.routines)
            code.employ(blocks.size() == 1 ? workers : nullptr);
}

/// work(block, scratch) for every block; by all workers when it costs [ns] enough.
template <class Work>
void Synapses::for_each_block(double cost, const Work& work) {
    if (workers_ == nullptr || blocks.size() < 2 || !is_worth_sharing(cost)) {
        for (std::size_t b = 0; b < blocks.size(); ++b) work(b, scratch_.front());
        return;
    }
    workers_->run(static_cast<std::uint32_t>(blocks.size()),
                  [&](std::uint32_t b, unsigned worker) { work(b, scratch_[worker]); });
}

/// Roughly the time [ns] of delivering these spikes; where delays differ, those of a step.
double Synapses::work_of(const Pathway& pathway, std::span<const std::uint32_t> due) const {
    const std::uint32_t n_neurons =
        pathway.end == Pathway::End::Source ? n_sources : pathway.spikes.size;
    double cost = 0.0;
    for (std::size_t b = 0; b < blocks.size() && cost == 0.0; ++b)
        cost = pathway.routines[b].cost();
    const double of_each = static_cast<double>(size()) / std::max(1U, n_neurons);
    const bool equal = fan_of(pathway, 0).delays.empty();
    const std::size_t n = equal ? due.size() : pathway.spikes.buffer->at(step_of(pathway)).size();
    return static_cast<double>(n) * of_each * std::max(1.0, cost);
}

void Synapses::deliver(Pathway& pathway) {
    if (blocks.empty()) return;
    refresh();
    for (PathwayCode& code : pathway.routines) code.begin_step();
    if (pathway.sequence == Pathway::Sequence::SpikeBySpike) {
        deliver_spike_by_spike(pathway);
        return;
    }
    const auto due = spikes_of(pathway.spikes, step_of(pathway) - pathway.delay, spikes_);
    const double work = workers_ == nullptr ? 0.0 : work_of(pathway, due);
    for_each_block(work, [&](std::size_t b, Scratch& scratch) {
        if (pathway.routines[b]) deliver_block(pathway, b, due, scratch);
    });
}

void Synapses::collect(Pathway& pathway, std::size_t b, std::uint32_t delay,
                       std::span<const std::uint32_t> spikes, Scratch& scratch) {
    const Fan& fan = fan_of(pathway, b);
    const bool by_target = pathway.end == Pathway::End::Target;
    const std::uint32_t first = by_target ? blocks[b].targets.begin : 0;
    std::uint32_t last = SpikeView::outside;
    for (const std::uint32_t spike : by_target ? part_in(spikes, blocks[b].targets) : spikes) {
        const IndexRange places = fan.places(spike - first, delay);
        if (places.size() == 0) continue;
        // A neuron that is listed twice reaches its synapses twice, one time after the other.
        if (spike == last) run_collected(pathway, b, scratch);
        last = spike;
        const bool alone = !fan.in_place() && places.size() >= long_list;
        if (alone) run_collected(pathway, b, scratch);
        scratch.neurons.push_back(spike - first);
        if (alone)
            run_alone(pathway, b, {spike - first, places}, scratch);
        else if (fan.in_place())
            scratch.rows.push_back({spike, places.begin, places.end});
        else
            append(fan, {spike - first, places}, scratch);
    }
}

/// A long list: by all workers when it is worth it.
void Synapses::run_alone(Pathway& pathway, std::size_t b, const Part& whole, Scratch& scratch) {
    const Fan& fan = fan_of(pathway, b);
    const IndexRange places = whole.places;
    Routine& routine = pathway.routines[b].begin_list(scratch.neurons, places.size());
    scratch.neurons.clear();
    auto run = [&](std::uint32_t part, unsigned worker) {
        run_part(fan, routine, {whole.neuron, part_of(places, part)}, worker);
    };
    if (routine.shares_list(places.size()))
        workers_->run(n_parts_of(places), run);
    else
        run_part(fan, routine, whole, 0);
}

/// As it is listed; what is not, is written into a list of moderate length.
void Synapses::run_part(const Fan& fan, Routine& routine, const Part& part, unsigned worker) {
    if (fan.stride == 0) {
        routine.run_listed({&fan.synapses[part.places.begin], part.places.size()},
                           fan.sources_from(part.places.begin), worker);
        return;
    }
    Scratch& scratch = scratch_[worker];
    const std::uint32_t first = fan.begin[part.neuron];
    const auto counted = static_cast<std::uint32_t>(scratch.counting.size());
    if (counted < part.places.end - first)
        append_progression(scratch.counting, counted, 1, part.places.end - first - counted);
    for (std::uint32_t k = 0; k < n_parts_of(part.places); ++k) {
        const IndexRange few = part_of(part.places, k);
        scratch.strided.resize(few.size());
        fill_progression(scratch.strided, fan.synapse_in(part.neuron, few.begin), fan.stride);
        routine.run_listed(scratch.strided,
                           static_cast<const std::uint32_t*>(&scratch.counting[few.begin - first]),
                           worker);
    }
}

void Synapses::append(const Fan& fan, const Part& part, Scratch& scratch) {
    const IndexRange places = part.places;
    if (fan.stride > 0) {
        const std::uint32_t source = places.begin - fan.begin[part.neuron];
        const std::uint32_t synapse = fan.synapse_in(part.neuron, places.begin);
        append_progression(scratch.elements, synapse, fan.stride, places.size());
        append_progression(scratch.sources, source, 1, places.size());
        return;
    }
    scratch.elements.insert(scratch.elements.end(), fan.synapses.begin() + places.begin,
                            fan.synapses.begin() + places.end);
    if (!fan.knows_sources()) return;
    for (std::uint32_t place = places.begin; place < places.end; ++place)
        scratch.sources.push_back(fan.sources.empty() ? fan.wide_sources[place]
                                                      : fan.sources[place]);
}

void Synapses::run_collected(Pathway& pathway, std::size_t b, Scratch& scratch) {
    if (scratch.neurons.empty()) return;
    if (fan_of(pathway, b).in_place())
        pathway.routines[b].run_rows(scratch.neurons, scratch.rows);
    else if (scratch.sources.empty())
        pathway.routines[b].run_listed(scratch.neurons, scratch.elements, {});
    else
        pathway.routines[b].run_listed(scratch.neurons, scratch.elements,
                                       static_cast<const std::uint32_t*>(scratch.sources.data()));
    scratch.neurons.clear();
    scratch.rows.clear();
    scratch.elements.clear();
    scratch.sources.clear();
}

void Synapses::deliver_block(Pathway& pathway, std::size_t b, std::span<const std::uint32_t> due,
                             Scratch& scratch) {
    const Fan& fan = fan_of(pathway, b);
    if (fan.delays.empty()) collect(pathway, b, 0, due, scratch);
    // Longest delay first: what was sent first is delivered first.
    for (const std::uint32_t delay : fan.delays)
        collect(pathway, b, delay,
                spikes_of(pathway.spikes, step_of(pathway) - delay, scratch.delayed), scratch);
    run_collected(pathway, b, scratch);
}

void Synapses::deliver_spike_by_spike(Pathway& pathway) {
    Scratch& scratch = scratch_.front();
    for (std::int64_t delay = longest_delay(pathway); delay >= 0; --delay)
        for (const std::uint32_t spike :
             spikes_of(pathway.spikes, step_of(pathway) - delay, spikes_))
            for (std::size_t b = 0; b < blocks.size(); ++b) {
                const bool due = !fan_of(pathway, b).delays.empty() || delay == pathway.delay;
                if (!pathway.routines[b] || !due) continue;
                collect(pathway, b, static_cast<std::uint32_t>(delay), {&spike, 1}, scratch);
                run_collected(pathway, b, scratch);
            }
}

void Synapses::run_update() {
    if (blocks.empty()) return;
    refresh();
    const double cost = blocks.front().update.cost() * static_cast<double>(size());
    for_each_block(cost, [this](std::size_t b, Scratch& /*scratch*/) {
        blocks[b].preparation.refresh();
        blocks[b].update.run(IndexRange{0, blocks[b].size()});
    });
}

void Synapses::run_for_all(std::vector<Routine>& routines, Blocks how) {
    refresh();
    double cost = 0.0;
    if (how == Blocks::AtOnce && !routines.empty())
        cost = routines.front().cost() * static_cast<double>(size());
    for_each_block(cost, [&](std::size_t b, Scratch& /*scratch*/) {
        routines[b].run(IndexRange{0, blocks[b].size()});
    });
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
