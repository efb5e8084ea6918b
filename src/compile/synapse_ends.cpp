#include "compile/synapse_ends.h"

#include <algorithm>
#include <numeric>

#include "base/format.h"
#include "compile/event_driven.h"
#include "compile/selection.h"
#include "compile/synapse_names.h"

namespace brian {

namespace {

/// What code of other connections may name: its variables, but not what is only computed.
Population& population_of(Model& model, const std::string& connection, Ends& ends) {
    Population& population = model.synapse_populations[connection];
    if (population.synapses != nullptr) return population;
    population.name = connection;
    population.path = ends.path;
    population.size = static_cast<std::uint32_t>(ends.synapses->size());
    population.clock = ends.synapses->clock;
    population.synapses = &ends;
    population.scope = Scope(&model.globals);
    const Scope names = scope_of(model, ends);
    for (const Equation& equation : ends.equations) {
        const bool stored =
            equation.kind == EquationKind::Parameter
            || (equation.kind == EquationKind::Differential && !is_event_driven(equation));
        if (!stored) continue;
        population.equations.push_back(equation);
        population.scope.define(equation.variable, *names.find(equation.variable));
    }
    return population;
}

void copy_to(double* values, const Synapses& synapses, const std::string& variable) {
    if (const Column* shared = synapses.shared.find(variable)) {
        std::fill_n(values, synapses.size(), shared->values.front());
        return;
    }
    for (const SynapseBlock& block : synapses.blocks) {
        const Column& column = *block.state.find(variable);
        for (std::uint32_t e = 0; e < block.size(); ++e) values[block.number[e]] = column.values[e];
    }
}

}  // namespace

const ConnectionSpec* connection_named(const Model& model, const SourceSpan& reference) {
    for (const ConnectionSpec& connection : model.spec->connections)
        if (connection.name == reference.text()) return &connection;
    return nullptr;
}

bool stands_at_an_end(const Model& model, const ConnectionSpec& spec) {
    return std::any_of(model.spec->connections.begin(), model.spec->connections.end(),
                       [&](const ConnectionSpec& other) {
                           return other.source.text() == spec.name
                                  || other.target.text() == spec.name;
                       });
}

Selection select_end(Model& model, const SourceSpan& reference, const std::string& path) {
    const std::string text = reference.str();
    if (model.populations.contains(text) || connection_named(model, reference) == nullptr)
        return select(model, reference, path);
    const auto found = model.connections.find(text);
    if (found == model.connections.end() || !found->second.built) give_up(reference, text);
    Population& population = population_of(model, text, found->second);
    Selection selection{&population, text, std::vector<std::uint32_t>(population.size)};
    std::iota(selection.neurons.begin(), selection.neurons.end(), 0U);
    return selection;
}

Column* target_column(const Ends& ends, const SynapseBlock& block, const std::string& variable) {
    const Population& population = *ends.target.population;
    if (population.synapses == nullptr)
        return population.state == nullptr ? nullptr : population.state->find(variable);
    Synapses& synapses = *population.synapses->synapses;
    if (Column* shared = synapses.shared.find(variable)) return shared;
    const auto number = static_cast<std::size_t>(&block - ends.synapses->blocks.data());
    return synapses.blocks[number].state.find(variable);
}

double* mirror(Model& model, const Ends& ends, const std::string& variable) {
    const auto found = model.mirrors.find({ends.path, variable});
    if (found != model.mirrors.end()) return found->second;
    const Synapses& sources = *ends.source.population->synapses->synapses;
    double* values = model.keep(std::vector<double>(std::max<std::size_t>(sources.size(), 1)));
    model.mirrors[{ends.path, variable}] = values;
    copy_to(values, sources, variable);
    ends.synapses->refreshes.emplace_back(
        [values, &sources, variable] { copy_to(values, sources, variable); });
    return values;
}

double* target_numbers(Model& model, const Ends& ends, const SynapseBlock& block) {
    const auto number = static_cast<std::size_t>(&block - ends.synapses->blocks.data());
    const SynapseBlock& targets = ends.target.population->synapses->synapses->blocks[number];
    return model.keep(std::vector<double>(targets.number.begin(), targets.number.end()));
}

std::vector<SynapseBlock> blocks_onto_synapses(const Ends& ends, const Edges& edges) {
    struct Place {
        std::uint32_t block = 0;
        std::uint32_t synapse = 0;
    };
    const std::vector<SynapseBlock>& targets = ends.target.population->synapses->synapses->blocks;
    std::vector<Place> places(ends.target.population->size);
    for (std::uint32_t b = 0; b < targets.size(); ++b)
        for (std::uint32_t e = 0; e < targets[b].size(); ++e) places[targets[b].number[e]] = {b, e};
    std::vector<Edges> parts(targets.size());
    for (std::size_t k = 0; k < edges.size(); ++k) {
        const Place& place = places[edges.target[k]];
        Edges& part = parts[place.block];
        part.source.push_back(ends.row_of(edges.source[k]));
        part.target.push_back(place.synapse);
        if (!edges.origin.empty()) part.origin.push_back(edges.origin[k]);
    }
    std::vector<SynapseBlock> blocks;
    blocks.reserve(targets.size());
    for (std::size_t b = 0; b < targets.size(); ++b)
        blocks.push_back(make_block({0, targets[b].size()}, ends.n_rows(), parts[b]));
    return blocks;
}

}  // namespace brian
