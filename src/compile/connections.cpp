#include "compile/connections.h"

#include <algorithm>
#include <exception>

#include "base/format.h"
#include "base/suggest.h"
#include "compile/classic.h"
#include "compile/clocks.h"
#include "compile/explanation.h"
#include "compile/memory.h"
#include "compile/model_values.h"
#include "compile/multiplicity_index.h"
#include "compile/pathways.h"
#include "compile/per_neuron.h"
#include "compile/plasticity.h"
#include "compile/refuse.h"
#include "compile/rule_input.h"
#include "compile/save_network.h"
#include "compile/selection.h"
#include "compile/synapse_delays.h"
#include "compile/synapse_dynamics.h"
#include "compile/synapse_ends.h"
#include "compile/synapse_values.h"
#include "engine/workers.h"
#include "math/functions.h"

namespace brian {

namespace {

constexpr double long_row = 512.0;       // synapses of a neuron that are no trouble to find
constexpr double shortest_row = 24.0;    // synapses of a neuron within a block, on average
constexpr std::size_t most_near = 4096;  // neurons of which a variable stays in the nearest cache
constexpr std::size_t most_narrow = 65536;  // neurons that 16 bits can tell apart

/// The members of the target whose neurons lie in the block.
IndexRange members_in(const Selection& target, IndexRange neurons) {
    const auto begin =
        std::lower_bound(target.neurons.begin(), target.neurons.end(), neurons.begin);
    const auto end = std::lower_bound(begin, target.neurons.end(), neurons.end);
    return {static_cast<std::uint32_t>(begin - target.neurons.begin()),
            static_cast<std::uint32_t>(end - target.neurons.begin())};
}

/// Rules draw all synapses onto synapses at once, since a block of those holds no range of numbers.
void draw_onto_synapses(Building& b) {
    Edges edges;
    b.rule.edges({0, {0, b.ends.target.size()}}, edges);
    b.synapses.blocks = blocks_onto_synapses(b.ends, edges);
    std::uint64_t first = 0;
    for (SynapseBlock& block : b.synapses.blocks) {
        block.first = first;
        first += block.size();
    }
}

/// How many target blocks, which are what rules draw for, are delivered to as one: so many that the
/// row of a neuron is long enough to be worth finding, and few enough for numbers of 16 bits;
/// longer rows where the targets still stay in the nearest cache. Where synapses have values or
/// draws of their own, each block has its own numbers for them.
std::size_t blocks_together(const Building& b, const std::vector<PathwayPlan>& plans,
                            std::size_t n_blocks) {
    const bool alike = b.ends.equations.empty() && data_column(b, "delay") == nullptr
                       && (b.spec.delay.kind == Value::Kind::Null
                           || model_values(b.model).is_constant(b.spec.delay));
    const bool plain = std::all_of(plans.begin(), plans.end(), [](const PathwayPlan& plan) {
        const std::vector<std::string> read = reads_of(plan.code);
        return plan.delay.kind == Value::Kind::Null
               && std::find(read.begin(), read.end(), "_element") == read.end();
    });
    if (!alike || !plain) return 1;
    const double of_each = b.rule.expected_synapses / std::max(1U, b.ends.n_rows());
    const auto of_length = [&](double row) {
        return static_cast<std::size_t>(static_cast<double>(n_blocks)
                                        / std::max(1.0, of_each / row));
    };
    const std::size_t neurons = target_blocks(b.ends.target.population->size).front().size();
    const auto blocks_of = [&](std::size_t n) { return std::max<std::size_t>(1, n / neurons); };
    const std::size_t near = std::min(of_length(long_row), blocks_of(most_near));
    return std::clamp<std::size_t>(std::max(near, of_length(shortest_row)), 1,
                                   blocks_of(most_narrow));
}

/// From numbers within the (sub)groups to rows and to neurons of the whole target group.
void number_by_groups(const Ends& ends, Edges& edges) {
    if (!ends.source.contiguous())
        for (std::uint32_t& source : edges.source) source = ends.row_of(source);
    const std::vector<std::uint32_t>& neurons = ends.target.neurons;
    if (ends.target.contiguous() && !neurons.empty() && neurons.front() == 0) return;
    for (std::uint32_t& target : edges.target) target = neurons[target];
}

/// Room for the synapses that the rule expects onto so many of its targets, and a little more.
void reserve(Edges& edges, const Building& b, std::size_t n_members) {
    const double share = static_cast<double>(n_members) / b.ends.target.size();
    const double expected = b.rule.expected_synapses * share;
    const auto n = static_cast<std::size_t>(expected + 4.0 * math::sqrt(expected));
    edges.source.reserve(n);
    edges.target.reserve(n);
}

/// The synapses onto the target blocks [begin, end), which are delivered to as one.
void draw_onto_blocks(Building& b, const std::vector<IndexRange>& targets, std::size_t begin,
                      std::size_t end, Edges& edges) {
    edges.clear();
    reserve(edges, b,
            members_in(b.ends.target, {targets[begin].begin, targets[end - 1].end}).size());
    for (std::size_t k = begin; k < end; ++k) {
        const IndexRange members = members_in(b.ends.target, targets[k]);
        if (members.size() > 0) b.rule.edges({static_cast<std::uint32_t>(k), members}, edges);
    }
    number_by_groups(b.ends, edges);
}

/// Calls make(number of the block, scratch space) for all blocks, for several at the same time
/// where the rule can do that and there are synapses enough.
template <class Make>
void for_each_block(const Building& b, const Make& make) {
    constexpr double of_synapse = 0.1;  // ns, a fiftieth of what one takes: threads must be started
    const std::size_t n = b.synapses.blocks.size();
    const unsigned n_threads = b.model.options->threads;
    if (n_threads < 2 || n < 2 || !b.rule.at_once
        || !is_worth_sharing(b.rule.expected_synapses * of_synapse)) {
        Edges edges;
        for (std::size_t k = 0; k < n; ++k) make(k, edges);
        return;
    }
    Workers workers(n_threads);
    std::vector<Edges> edges(n_threads);
    std::vector<std::exception_ptr> problems(n_threads);
    workers.run(static_cast<std::uint32_t>(n), [&](std::uint32_t k, unsigned worker) {
        try {
            make(k, edges[worker]);
        } catch (...) {
            problems[worker] = std::current_exception();
        }
    });
    for (const std::exception_ptr& problem : problems)
        if (problem) std::rethrow_exception(problem);
}

void draw_synapses(Building& b, const std::vector<PathwayPlan>& plans) {
    if (b.ends.target.population->synapses != nullptr) {
        draw_onto_synapses(b);
        return;
    }
    const std::vector<IndexRange> targets = target_blocks(b.ends.target.population->size);
    if (targets.empty()) return;
    const std::size_t together = blocks_together(b, plans, targets.size());
    std::vector<SynapseBlock>& blocks = b.synapses.blocks;
    blocks.resize((targets.size() + together - 1) / together);
    for_each_block(b, [&](std::size_t number, Edges& edges) {
        const std::size_t begin = number * together;
        const std::size_t end = std::min(begin + together, targets.size());
        draw_onto_blocks(b, targets, begin, end, edges);
        blocks[number] =
            make_block({targets[begin].begin, targets[end - 1].end}, b.ends.n_rows(), edges);
    });
    std::uint64_t first = 0;
    for (SynapseBlock& block : blocks) {
        block.first = first;
        first += block.size();
    }
}

/// Indices, and one double for each synaptic parameter, for as many synapses as the rule expects.
void check_memory(const Building& b) {
    const double bytes =
        b.rule.expected_synapses * (2.0 + 8.0 * static_cast<double>(b.ends.equations.size()));
    if (bytes > physical_memory())
        refuse(b.spec.connect.where, b.spec.path + ".connect",
               format("about {:.3g} synapses need {} of memory; this machine has {}",
                      b.rule.expected_synapses, in_bytes(bytes), in_bytes(physical_memory())),
               "connect fewer neurons, or with a smaller probability");
}

/// What only building needed is dropped; what no code writes is marked as constant.
void finish_blocks(Synapses& synapses, const std::set<std::string>& written) {
    for (Column& column : synapses.shared.columns())
        column.constant = !written.contains(column.name);
    for (SynapseBlock& block : synapses.blocks) {
        block.origin.clear();
        block.origin.shrink_to_fit();
        for (StateTable* table : block.tables())
            for (Column& column : table->columns())
                column.constant = !written.contains(column.name);
    }
}

/// All that the code of the connection writes.
std::set<std::string> written_by(const Building& b, const std::vector<PathwayPlan>& plans) {
    std::set<std::string> written;
    for (const PathwayPlan& plan : plans)
        for (std::string& text : writes_of(plan.code)) written.insert(std::move(text));
    for (const Equation& equation : b.ends.equations)
        if (equation.kind == EquationKind::Differential || equation.has_flag("constant over dt"))
            written.insert(equation.variable);
    return written;
}

/// What there is to know before synapses are drawn.
struct Blueprint {
    std::vector<PathwayPlan> plans;
    bool described = false;  ///< equations to go on with
    bool sound = false;
};

/// Rule, equations and code, each with a catch boundary of its own.
Blueprint read_blueprint(Building& b) {
    const ConnectionSpec& spec = b.spec;
    Diagnostics& diagnostics = *b.model.diagnostics;
    Blueprint blueprint;
    const bool ruled = diagnostics.attempt(
        spec.path + ".connect", [&] { b.rule = make_rule(rule_input(b.model, spec, b.ends)); });
    const bool weighted = !ruled || data_column(b, "weight") != nullptr;
    blueprint.described = diagnostics.attempt(spec.path + ".equations", [&] {
        b.ends.equations = synaptic_equations(b.model, spec, b.ends, weighted);
        add_plasticity(b);
        define_multiplicity_index(spec, b.ends.equations);
    });
    if (!blueprint.described) return blueprint;
    const bool checked = check_synaptic_equations(b);
    blueprint.sound = read_pathways(b, blueprint.plans) && ruled && checked;
    return blueprint;
}

void select_ends(Building& b) {
    const ConnectionSpec& spec = b.spec;
    b.ends.path = spec.path;
    b.ends.source = select_end(b.model, spec.source, spec.path + ".source");
    b.ends.target = select_end(b.model, spec.target, spec.path + ".target");
    // A connection without code sums variables, which needs no spikes.
    if (spec.on_pre.kind != Value::Kind::Null || spec.variable)
        warn_if_silent(b.model, b.ends.source, spec.source, spec.path + ".source");
    if (b.ends.target.population->equations.empty())
        refuse(spec.target, spec.path + ".target",
               format("{} cannot be a target: it has no variables", b.ends.target.name));
}

/// The pathways that go by the connection's delay take on what it says. Sorting by delay takes all
/// columns along, so it comes after their values.
bool set_own_delays(Building& b, std::vector<PathwayPlan>& plans) {
    const Clock& clock = *b.ends.source.population->clock;
    const bool sorted = time_steps(b.model, clock).size() == 1;
    return b.model.diagnostics->attempt(b.spec.path + ".delay", [&] {
        std::vector<std::vector<double>> of_each;
        const double delay =
            read_delays(b, {&b.spec.delay, b.spec.path + ".delay", data_column(b, "delay"), &clock},
                        [&](std::size_t block, std::vector<double> delays) {
                            if (sorted)
                                set_delays(b.synapses.blocks[block], in_steps(delays, clock.dt()));
                            else
                                of_each.push_back(std::move(delays));
                        });
        for (PathwayPlan& plan : plans) {
            if (plan.end != Pathway::End::Source) continue;
            plan.delay_of_all = delay;
            if (plan.delay.kind == Value::Kind::Null) plan.delays_of_each = of_each;
        }
    });
}

}  // namespace

void build_connection(Model& model, const ConnectionSpec& spec) {
    Ends& ends = model.connections[spec.name];
    Synapses& synapses = model.network().synapses.emplace_back();
    synapses.name = spec.name;
    synapses.clock = model.clock;
    model.diagnostics->attempt(
        spec.path + ".dt", [&] { synapses.clock = clock_of(model, spec.dt, spec.path + ".dt"); });
    ends.synapses = &synapses;
    Building b{model, spec, ends, {}, synapses, {}};
    select_ends(b);
    synapses.n_sources = b.ends.n_rows();
    Blueprint blueprint = read_blueprint(b);
    if (!blueprint.described) return;
    if (blueprint.sound) check_memory(b);
    if (blueprint.sound && model.options->purpose == CompileOptions::Purpose::Run)
        draw_synapses(b, blueprint.plans);
    if (stands_at_an_end(model, spec)) number_synapses(synapses.blocks);
    if (blueprint.sound) find_variations(b, blueprint.plans);
    add_synaptic_columns(b);
    number_copies(b);
    set_synaptic_values(b);
    blueprint.sound &= set_own_delays(b, blueprint.plans);
    if (!blueprint.sound) return;
    model.explain(spec.path, format("{} -> {}, {}: {} synapse{}", b.ends.source.name,
                                    b.ends.target.name, rule_text(spec.connect), synapses.size(),
                                    synapses.size() == 1 ? "" : "s"));
    explain_plasticity(b);
    if (const std::string text = variations_text(b); !text.empty())
        model.explain(spec.path, "variables that synapses share" + text);
    build_synaptic_dynamics(b);
    for (PathwayPlan& plan : blueprint.plans)
        model.diagnostics->attempt(plan.path, [&] { build_pathway(b, plan); });
    save_connection(b, blueprint.plans);
    finish_blocks(synapses, written_by(b, blueprint.plans));
    model.compiled.connections.push_back({spec.name, synapses.size()});
    ends.built = true;
}

void build_connections(Model& model) {
    const std::vector<ConnectionSpec>& specs = model.spec->connections;
    const int first = model.position + 1;
    std::set<const ConnectionSpec*> waiting;
    for (const ConnectionSpec& spec : specs) waiting.insert(&spec);
    const auto must_wait = [&](const ConnectionSpec& spec) {
        return waiting.contains(connection_named(model, spec.source))
               || waiting.contains(connection_named(model, spec.target));
    };
    for (bool moved = true; moved;) {
        moved = false;
        for (std::size_t k = 0; k < specs.size(); ++k) {
            if (!waiting.contains(&specs[k]) || must_wait(specs[k])) continue;
            model.position = first + static_cast<int>(k);
            model.diagnostics->attempt(specs[k].path, [&] { build_connection(model, specs[k]); });
            waiting.erase(&specs[k]);
            moved = true;
        }
    }
    model.position = first + static_cast<int>(specs.size()) - 1;
    for (const ConnectionSpec* spec : waiting)
        model.diagnostics->error(
            ModelError({.message = "connections stand at each other's ends in a circle",
                        .where = spec->source,
                        .path = spec->path,
                        .hint = "one of them must connect groups",
                        .notes = {}}));
}

}  // namespace brian
