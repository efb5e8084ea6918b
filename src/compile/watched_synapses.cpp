#include "compile/watched_synapses.h"

#include <algorithm>

#include "base/format.h"
#include "base/suggest.h"
#include "compile/event_driven.h"
#include "compile/model_values.h"
#include "compile/synapse_names.h"
#include "language/analysis.h"
#include "language/check.h"
#include "language/parser.h"

namespace brian {

namespace {

/// Computes one value for each synapse of a block into its part of an array.
struct BlockValues {
    std::uint32_t first = 0;  ///< number of the block's first synapse
    std::uint32_t size = 0;
    Routine* routine = nullptr;

    /// For the synapses of the block among `synapses`, ascending; `scratch` holds their numbers.
    void compute(std::span<const std::uint32_t> synapses,
                 std::vector<std::uint32_t>& scratch) const {
        const auto begin = std::lower_bound(synapses.begin(), synapses.end(), first);
        const auto end = std::lower_bound(begin, synapses.end(), first + size);
        if (end - begin == size) {
            routine->run(IndexRange{0, size});
            return;
        }
        scratch.clear();
        for (auto synapse = begin; synapse != end; ++synapse) scratch.push_back(*synapse - first);
        routine->run(scratch);
    }
};

/// Whether the expression reads something of the source of a synapse.
bool reads_source(const Expr& expr, const SynapseBlock& block) {
    const std::vector<std::string> names = names_in(expr);
    return std::any_of(names.begin(), names.end(), [&](const std::string& text) {
        return text == "i" || text == "N_outgoing" || text.ends_with("_pre")
               || block.of_sources.find(text) != nullptr;
    });
}

/// The values of an expression, one for each synapse of the connection, into `values`.
std::vector<BlockValues> block_values(Model& model, const Ends& ends, const Expr& expr,
                                      double* values) {
    std::vector<BlockValues> blocks;
    for (SynapseBlock& block : ends.synapses->blocks) {
        if (block.size() == 0) continue;
        if (reads_source(expr, block) && block.pre.empty()) note_sources(block);
        const FindBinding others = bindings_of(model, ends, block, Visit::Elements);
        double* part = values + block.first;
        const auto find = [&](const std::string& text) -> std::optional<Binding> {
            if (text == "_recorded") return Binding{text, Binding::Access::Element, part, {}, 0.0};
            return others(text);
        };
        Routine& routine = model.network().routines.emplace_back(
            Routine(compile_kernel(model, {assign("_recorded", expr)}, find)));
        blocks.push_back({static_cast<std::uint32_t>(block.first), block.size(), &routine});
    }
    return blocks;
}

/// What the text stands for, event-driven variables as they are at the moment.
Expr resolved(Model& model, const Ends& ends, const Expr& expr, const std::string& purpose) {
    const Scope scope = scope_of(model, ends);
    Resolver resolve(model, scope, purpose, 0, meaning_of(ends));
    const EventDriven event_driven(ends.equations, resolve);
    return event_driven(resolve(expr));
}

[[noreturn]] void refuse_variable(const Ends& ends, const SourceSpan& text) {
    std::vector<std::string> known;
    for (const Equation& equation : ends.equations) known.push_back(equation.variable);
    throw ModelError({.message = format("the synapses of {} have no variable '{}' to record",
                                        ends.synapses->name, text.text()),
                      .where = text,
                      .path = {},
                      .hint = known.empty() ? "they have no variables; give them `equations`"
                                            : did_you_mean(text.text(), known),
                      .notes = {}});
}

WatchedVariable find_variable(Model& model, const Ends& ends, const SourceSpan& text) {
    const Scope scope = scope_of(model, ends);
    const Symbol* symbol = scope.find(text.str());
    if (symbol == nullptr || model.globals.find(text.str()) == symbol) refuse_variable(ends, text);
    if (symbol->kind == Symbol::Kind::Failed) give_up(text, text.str());
    WatchedVariable variable;
    variable.name = text.str();
    variable.dimension = symbol->type.dimension;
    if (const Column* column = ends.synapses->shared.find(variable.name)) {
        variable.shared = true;
        variable.values = column->values.data();
        return variable;
    }
    double* values = model.keep(std::vector<double>(ends.synapses->size(), 0.0));
    variable.values = values;
    const Expr expr = resolved(model, ends, parse_expression(text), ends.path + "." + text.str());
    variable.refresh =
        [blocks = block_values(model, ends, expr, values),
         scratch = std::vector<std::uint32_t>()](std::span<const std::uint32_t> synapses) mutable {
            for (const BlockValues& block : blocks) block.compute(synapses, scratch);
        };
    return variable;
}

/// Synapses for which a condition of i, j and variables, as they are now, is true.
std::vector<std::uint32_t> fulfilling(Model& model, const Ends& ends, const Value& condition) {
    const Expr expr = expression_of(condition);
    check_condition(expr, scope_of(model, ends), "the condition");
    std::vector<double> chosen(ends.synapses->size(), 0.0);
    const Expr value = resolved(model, ends, expr, condition.path);
    std::vector<std::uint32_t> all(chosen.size());
    for (std::uint32_t e = 0; e < all.size(); ++e) all[e] = e;
    std::vector<std::uint32_t> scratch;
    for (const BlockValues& block : block_values(model, ends, value, chosen.data()))
        block.compute(all, scratch);
    std::vector<std::uint32_t> synapses;
    for (const std::uint32_t e : all)
        if (chosen[e] != 0.0) synapses.push_back(e);
    if (synapses.empty() && model.options->purpose == CompileOptions::Purpose::Run)
        throw ModelError(
            {.message = format("no synapse of {} fulfils the condition", ends.synapses->name),
             .where = condition.where,
             .path = condition.path,
             .hint = {},
             .notes = {}});
    return synapses;
}

SynapseEnds neurons_at_ends(const Ends& ends) {
    SynapseEnds neurons;
    neurons.source_population = ends.source.population->name;
    neurons.target_population = ends.target.population->name;
    const std::uint32_t first = ends.source.contiguous() ? ends.source.neurons.front() : 0;
    for (const SynapseBlock& block : ends.synapses->blocks) {
        for (const Row& row : block.rows())
            neurons.sources.insert(neurons.sources.end(), row.end - row.begin, first + row.source);
        for (const std::uint16_t post : block.post)
            neurons.targets.push_back(block.targets.begin + post);
    }
    return neurons;
}

}  // namespace

Watched watched(Model& model, const Ends& ends) {
    Watched of;
    of.name = ends.synapses->name;
    of.population = ends.synapses->name;
    of.population_size = ends.synapses->size();
    for (std::uint64_t e = 0; e < of.population_size; ++e) of.ids.push_back(e);
    of.synapses = neurons_at_ends(ends);
    of.clock = ends.synapses->clock;
    if (model.options->purpose != CompileOptions::Purpose::Run)
        of.members = Watched::Members::NotDrawn;
    of.variable = [&model, &ends](const SourceSpan& text) {
        return find_variable(model, ends, text);
    };
    of.fulfilling = [&model, &ends](const Value& condition) {
        return fulfilling(model, ends, condition);
    };
    return of;
}

const Ends* watched_connection(const Model& model, const SourceSpan& reference) {
    const auto found = model.connections.find(reference.str());
    if (found == model.connections.end()) return nullptr;
    const auto built = [&](const auto& connection) { return connection.name == reference.text(); };
    const auto& all = model.compiled.connections;
    if (std::none_of(all.begin(), all.end(), built)) give_up(reference, reference.str());
    return &found->second;
}

}  // namespace brian
