#include "compile/pathways.h"

#include <algorithm>

#include "base/format.h"
#include "base/suggest.h"
#include "compile/clocks.h"
#include "compile/explanation.h"
#include "compile/neuron_groups.h"
#include "compile/pathway_parts.h"
#include "compile/refuse.h"
#include "compile/selection.h"
#include "compile/slots.h"
#include "compile/synapse_delays.h"
#include "engine/steps.h"
#include "language/print.h"

namespace brian {

namespace {

/// The source's spikes by number of the row that they belong to.
SpikeView rows_of(const Ends& ends) {
    SpikeView view;
    view.buffer = ends.source.population->spikes;
    view.size = ends.n_rows();
    if (ends.source.contiguous()) {
        if (view.size > 0)
            view.range = {ends.source.neurons.front(), ends.source.neurons.back() + 1};
        return view;
    }
    view.range = {0, ends.source.population->size};
    view.local.assign(ends.source.population->size, SpikeView::outside);
    for (const std::uint32_t neuron : ends.source.neurons) view.local[neuron] = neuron;
    return view;
}

/// All spikes of the target group.
SpikeView neurons_of(const Ends& ends) {
    SpikeView view;
    view.buffer = ends.target.population->spikes;
    view.size = ends.target.population->size;
    view.range = {0, view.size};
    return view;
}

/// The spikes, or the custom event that takes their place.
SpikeBuffer& buffer_of(const Building& b, const PathwayPlan& plan) {
    Population& population =
        plan.end == Pathway::End::Source ? *b.ends.source.population : *b.ends.target.population;
    if (population.spikes == nullptr)
        refuse(
            plan.end == Pathway::End::Source ? b.spec.source : b.spec.target, plan.path,
            format("{} is a connection, and synapses send no spikes", population.name),
            "use a group or stimulus, or equations that need no spikes: (summed), (clock-driven)");
    if (!plan.event || plan.event->text() == "spike") {
        if (plan.end == Pathway::End::Target)
            warn_if_silent(b.model, b.ends.target, b.spec.target, plan.path);
        return *population.spikes;
    }
    const auto event = population.events.find(plan.event->str());
    if (event != population.events.end()) return *event->second;
    std::vector<std::string> known{"spike"};
    for (const auto& [text, buffer] : population.events) known.push_back(text);
    refuse(*plan.event, plan.path + ".event",
           format("{} has no event '{}'", population.name, plan.event->text()),
           did_you_mean(plan.event->text(), known));
}

/// Whether names of both ends can stand for the same neuron, one of them being written.
bool read_remotely(const Ends& ends, const CodeBlock& code, const std::string& variable) {
    if (ends.source.population != ends.target.population) return false;
    const std::vector<std::string> read = reads_of(code);
    return std::find(read.begin(), read.end(), variable + "_pre") != read.end();
}

bool shared_by_targets(const Ends& ends, const std::string& variable) {
    const Population& population = *ends.target.population;
    if (population.synapses != nullptr)
        return population.synapses->synapses->shared.find(variable) != nullptr;
    const Column* column = population.state->find(variable);
    return column != nullptr && column->shared;
}

/// Code that writes the source, or reads through its source end what it writes at its target end,
/// must finish every spike before the next; so must code that writes what all neurons or synapses
/// share.
Pathway::Sequence sequence_of(const Ends& ends, const CodeBlock& code) {
    for (const std::string& target : writes_of(code)) {
        if (target.ends_with("_pre")) return Pathway::Sequence::SpikeBySpike;
        if (ends.synapses->shared.find(target) != nullptr) return Pathway::Sequence::SpikeBySpike;
        if (!target.ends_with("_post")) continue;
        const std::string variable = target.substr(0, target.size() - 5);
        if (shared_by_targets(ends, variable) || read_remotely(ends, code, variable))
            return Pathway::Sequence::SpikeBySpike;
    }
    return Pathway::Sequence::BlockByBlock;
}

/// Lists of synapses where the rows of the blocks do not serve: by target, or with delays that
/// differ from those that the rows are ordered by.
void list_synapses(Building& b, const PathwayPlan& plan, Pathway& pathway) {
    for (const SynapseBlock& block : b.synapses.blocks)
        pathway.fans.push_back(plan.end == Pathway::End::Target ? fan_of_targets(block)
                                                                : fan_of_sources(block));
}

bool rows_serve(const Building& b, const PathwayPlan& plan) {
    const bool own = plan.delay.kind != Value::Kind::Null;
    return plan.end == Pathway::End::Source
           && (!own
               || std::all_of(
                   b.synapses.blocks.begin(), b.synapses.blocks.end(),
                   [](const SynapseBlock& block) { return block.by_source.delays.empty(); }));
}

/// Delays of each synapse; for steps of changing length their times are kept.
void set_each_delay(Building& b, const PathwayPlan& plan, Pathway& pathway, std::size_t block,
                    std::vector<double> delays) {
    if (pathway.fans.empty()) list_synapses(b, plan, pathway);
    set_delays(pathway.fans[block], in_steps(delays, pathway.clock->dt()));
    if (time_steps(b.model, *pathway.clock).size() > 1)
        pathway.delay_times.push_back(std::move(delays));
}

void set_delays_of(Building& b, const PathwayPlan& plan, Pathway& pathway) {
    pathway.delay_time = plan.delay_of_all;
    if (!rows_serve(b, plan)) list_synapses(b, plan, pathway);
    for (std::size_t block = 0; block < plan.delays_of_each.size(); ++block)
        set_each_delay(b, plan, pathway, block, plan.delays_of_each[block]);
    if (plan.delay.kind != Value::Kind::Null)
        pathway.delay_time =
            read_delays(b, {&plan.delay, plan.path + ".delay", nullptr, pathway.clock},
                        [&](std::size_t block, std::vector<double> delays) {
                            set_each_delay(b, plan, pathway, block, std::move(delays));
                        });
    pathway.delay = delay_steps(pathway.delay_time, pathway.clock->dt());
}

/// The buffer holds spikes until the last of them has arrived, however long the steps are.
void keep_spikes(Building& b, Pathway& pathway, SpikeBuffer& buffer) {
    const bool spikes =
        &buffer == b.ends.source.population->spikes || &buffer == b.ends.target.population->spikes;
    pathway.lag =
        lag_at(b.model, {Slot::Synapses, Phase::At}, spikes ? Kept::Spikes : Kept::Events, buffer);
    const std::int64_t longest = b.synapses.longest_delay(pathway) + pathway.lag;
    buffer.keep(longest);
    const double dt = pathway.clock->dt();
    for (const double other : time_steps(b.model, *pathway.clock))
        if (other != dt) buffer.keep(duration_steps(static_cast<double>(longest) * dt, other) + 1);
}

void note_sources_of_lists(Building& b, Pathway& pathway) {
    if (!pathway.reads_sources) return;
    for (std::size_t k = 0; k < pathway.fans.size(); ++k)
        note_sources(pathway.fans[k], b.synapses.blocks[k]);
}

void explain_pathway(Building& b, const PathwayPlan& plan, const PathwayParts& parts,
                     const Pathway& pathway) {
    b.model.explain(b.spec.path, plan.label + "\n" + print(plan.code));
    if (const std::string text = text_of(parts, plan.end); !text.empty())
        b.model.explain(b.spec.path, text);
    b.model.explain(b.spec.path, delay_text(b.synapses, pathway, pathway.clock->dt()));
    const auto compiled = std::find_if(pathway.routines.begin(), pathway.routines.end(),
                                       [](const PathwayCode& code) { return bool(code); });
    if (compiled != pathway.routines.end()
        && b.model.options->programs == CompileOptions::Programs::Shown)
        b.model.explain(b.spec.path,
                        "program of one target block\n" + compiled->kernel().disassemble());
}

}  // namespace

void build_pathway(Building& b, const PathwayPlan& plan) {
    Pathway& pathway = b.synapses.pathways.emplace_back();
    pathway.name = plan.name;
    pathway.end = plan.end;
    pathway.spikes = plan.end == Pathway::End::Source ? rows_of(b.ends) : neurons_of(b.ends);
    pathway.clock = plan.end == Pathway::End::Source ? b.ends.source.population->clock
                                                     : b.ends.target.population->clock;
    SpikeBuffer& buffer = buffer_of(b, plan);
    pathway.spikes.buffer = &buffer;
    pathway.sequence = sequence_of(b.ends, plan.code);
    set_delays_of(b, plan, pathway);
    note_writes(b.model, b.ends, plan.code);
    const PathwayParts parts = parts_of(b, plan);
    for (SynapseBlock& block : b.synapses.blocks)
        pathway.routines.push_back(compile_parts(b, parts, block, pathway));
    note_sources_of_lists(b, pathway);
    keep_spikes(b, pathway, buffer);
    explain_pathway(b, plan, parts, pathway);
    const int order = read_order(b.model, plan.order, plan.end == Pathway::End::Source ? -1 : 1);
    b.model.network().tasks.push_back(
        {b.spec.path,
         plan.end == Pathway::End::Source && plan.name == "pre" ? "deliver spikes"
                                                                : "run pathway " + plan.name,
         {Slot::Synapses, Phase::At},
         order,
         Task::Kind::Dynamics,
         b.model.position,
         pathway.clock,
         [&synapses = b.synapses, &pathway] { synapses.deliver(pathway); }});
}

}  // namespace brian
