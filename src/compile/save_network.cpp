#include "compile/save_network.h"

#include <utility>

#include "base/format.h"
#include "compile/model_values.h"
#include "engine/saved_network.h"

namespace brian {

namespace {

bool is_asked_for(const Model& model) {
    const LocatedText& network = model.spec->output.network;
    return network && network->text() != "false"
           && model.options->purpose == CompileOptions::Purpose::Run;
}

/// Whether the user gives the variable its value, or at least its first.
bool is_saved(const Equation& equation) {
    return (equation.kind == EquationKind::Parameter || equation.kind == EquationKind::Differential)
           && !equation.has_flag("linked");
}

/// A variable that is saved, and how it is called.
struct SavedVariable {
    std::string name;
    std::string units;
    std::string description;
};

SavedVariable variable_of(const Equation& equation) {
    const bool moves = equation.kind == EquationKind::Differential;
    return {equation.variable, name_of(equation.dimension),
            format("{} {}", moves ? "initial value of" : "parameter", equation.variable)};
}

void save_group(Model& model, const Population& population) {
    std::vector<std::pair<SavedVariable, const Column*>> variables;
    for (const Equation& equation : population.equations)
        if (is_saved(equation))
            if (const Column* column = population.state->find(equation.variable))
                variables.emplace_back(variable_of(equation), column);
    model.compiled.saved.emplace_back(
        [name = population.name, size = population.size, variables](NetworkSink& sink) {
            SavedPopulation saved{name, size, SavedPopulation::Kind::Neurons, {}};
            for (const auto& [variable, column] : variables) {
                std::vector<double> values(column->values.begin(), column->values.end());
                if (column->shared) values.assign(size, column->values.front());
                values.resize(size);
                saved.values.push_back(
                    {variable.name, variable.units, variable.description, std::move(values)});
            }
            sink.take(saved);
        });
}

void save_source(Model& model, const Population& population) {
    model.compiled.saved.emplace_back(
        [name = population.name, size = population.size](NetworkSink& sink) {
            sink.take(SavedPopulation{name, size, SavedPopulation::Kind::Source, {}});
        });
}

/// Calls work(row, place) for every synapse of the block, in the order of its arrays.
template <class Work>
void for_each_place(const SynapseBlock& block, const Work& work) {
    for (const Row& row : block.rows())
        for (std::uint32_t place = row.begin; place < row.end; ++place) work(row.source, place);
}

/// The values of a variable, one a synapse, wherever it is kept.
std::vector<double> values_of(Synapses& synapses, const std::string& variable) {
    std::vector<double> values;
    values.reserve(synapses.size());
    const Column* of_all = synapses.shared.find(variable);
    if (of_all == nullptr) of_all = synapses.same.find(variable);
    for (SynapseBlock& block : synapses.blocks) {
        const Column* of_each = block.state.find(variable);
        const Column* of_source = block.of_sources.find(variable);
        const Column* of_target = block.of_targets.find(variable);
        for_each_place(block, [&](std::uint32_t row, std::uint32_t place) {
            if (of_each != nullptr)
                values.push_back(of_each->values[place]);
            else if (of_source != nullptr)
                values.push_back(of_source->values[row]);
            else if (of_target != nullptr)
                values.push_back(of_target->values[block.target(place)]);
            else
                values.push_back(of_all == nullptr ? 0.0 : of_all->values.front());
        });
    }
    return values;
}

/// Delays of the connection: one for all, or those that the blocks are sorted by, or those that
/// are kept for the sake of steps of another length.
struct SavedDelays {
    double of_all = 0.0;  ///< [s]
    double dt = 0.0;      ///< [s] of the delays that are counted in steps
    std::vector<std::vector<double>> of_each;

    /// [ms] of each synapse of the block of that number.
    void append(const SynapseBlock& block, std::size_t number, std::vector<double>& delays) const {
        const Fan& fan = block.by_source;
        for_each_place(block, [&](std::uint32_t row, std::uint32_t place) {
            if (!of_each.empty())
                delays.push_back(of_each[number][place] * 1e3);
            else if (fan.segments.empty())
                delays.push_back(of_all * 1e3);
            else
                delays.push_back(steps_at(fan, row, place) * dt * 1e3);
        });
    }

    static double steps_at(const Fan& fan, std::uint32_t row, std::uint32_t place) {
        std::uint32_t segment = fan.segment_begin[row];
        while (segment + 1 < fan.segment_begin[row + 1] && fan.segments[segment + 1].begin <= place)
            ++segment;
        return fan.segments[segment].delay;
    }
};

SavedDelays delays_of(const Building& b, const std::vector<PathwayPlan>& plans) {
    SavedDelays delays;
    delays.dt = b.ends.source.population->clock->dt();
    for (const PathwayPlan& plan : plans) {
        if (plan.end != Pathway::End::Source) continue;
        delays.of_all = plan.delay_of_all;
        if (!plan.delays_of_each.empty()) delays.of_each = plan.delays_of_each;
    }
    return delays;
}

/// What is known of a connection before its synapses are copied.
struct Outline {
    SavedConnection heading;     ///< without synapses
    std::uint32_t first_source;  ///< neuron of row 0
    std::vector<SavedVariable> variables;
    SavedDelays delays;
};

SavedConnection copy(Synapses& synapses, const Outline& outline) {
    SavedConnection saved = outline.heading;
    std::vector<double> delays;
    for (std::size_t number = 0; number < synapses.blocks.size(); ++number) {
        const SynapseBlock& block = synapses.blocks[number];
        for_each_place(block, [&](std::uint32_t row, std::uint32_t place) {
            saved.sources.push_back(outline.first_source + row);
            saved.targets.push_back(block.targets.begin + block.target(place));
        });
        outline.delays.append(block, number, delays);
    }
    saved.values.push_back({"delay", "ms", "from the spike to its arrival", std::move(delays)});
    for (const SavedVariable& variable : outline.variables)
        saved.values.push_back({variable.name, variable.units, variable.description,
                                values_of(synapses, variable.name)});
    return saved;
}

}  // namespace

void save_populations(Model& model) {
    if (!is_asked_for(model)) return;
    const auto find = [&model](const std::string& name) -> const Population* {
        const auto found = model.populations.find(name);
        return found == model.populations.end() ? nullptr : &found->second;
    };
    for (const GroupSpec& spec : model.spec->groups)
        if (const Population* population = find(spec.name)) save_group(model, *population);
    for (const StimulusSpec& spec : model.spec->stimuli)
        if (const Population* population = find(spec.name)) save_source(model, *population);
}

void save_connection(Building& b, const std::vector<PathwayPlan>& plans) {
    if (!is_asked_for(b.model)) return;
    const Population& source = *b.ends.source.population;
    const Population& target = *b.ends.target.population;
    Outline outline{
        {b.spec.name, source.name, target.name, source.size, target.size, {}, {}, {}},
        b.ends.source.contiguous() && b.ends.source.size() > 0 ? b.ends.source.neurons.front() : 0,
        {},
        delays_of(b, plans)};
    for (const Equation& equation : b.ends.equations)
        if (is_saved(equation) && equation.variable != "delay")
            outline.variables.push_back(variable_of(equation));
    b.model.compiled.saved.emplace_back(
        [synapses = &b.synapses, outline = std::move(outline)](NetworkSink& sink) {
            sink.take(copy(*synapses, outline));
        });
}

}  // namespace brian
