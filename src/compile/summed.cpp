#include "compile/summed.h"

#include <algorithm>

#include "base/format.h"
#include "base/suggest.h"
#include "compile/neuron_groups.h"
#include "language/print.h"

namespace brian {

namespace {

constexpr int before_all = -1;  // position: ahead of every object of the file

/// The neurons that sum, and their variable.
struct Summing {
    const Selection* end = nullptr;
    std::string variable;
};

Summing summing_of(const Ends& ends, const Equation& equation) {
    const std::string& text = equation.variable;
    if (text.ends_with("_post")) return {&ends.target, text.substr(0, text.size() - 5)};
    if (text.ends_with("_pre")) return {&ends.source, text.substr(0, text.size() - 4)};
    throw ModelError({.message = format("'{}' does not say where the sum goes", text),
                      .where = equation.variable_where,
                      .path = {},
                      .hint = format("call it {}_post or {}_pre", text, text),
                      .notes = {}});
}

const Equation* parameter_named(const Population& population, const std::string& variable) {
    for (const Equation& equation : population.equations)
        if (equation.variable == variable && equation.kind == EquationKind::Parameter)
            return &equation;
    return nullptr;
}

std::vector<std::string> parameters_of(const Population& population) {
    std::vector<std::string> names;
    for (const Equation& equation : population.equations)
        if (equation.kind == EquationKind::Parameter) names.push_back(equation.variable);
    return names;
}

/// The slot order of the group that the population is; 0 unless the file says otherwise.
int order_of(const Model& model, const Population& population) {
    for (const GroupSpec& group : model.spec->groups)
        if (group.name == population.name) return read_order(model, group.order, 0);
    return 0;
}

/// The columns that hold the sums: one of a group, one for each block of synapses.
std::vector<Column*> columns_of(const Summing& summing) {
    const Population& population = *summing.end->population;
    if (population.synapses == nullptr) return {population.state->find(summing.variable)};
    std::vector<SynapseBlock>& blocks = population.synapses->synapses->blocks;
    std::vector<Column*> columns;
    columns.reserve(blocks.size());
    for (SynapseBlock& block : blocks) columns.push_back(block.state.find(summing.variable));
    return columns;
}

void refuse_if_written(const Model& model, const Column* column, const Equation& equation) {
    const auto written = model.written.find(column);
    if (written == model.written.end()) return;
    throw ModelError(
        {.message =
             format("'{}' is a sum over synapses, but other code writes it", equation.variable),
         .where = equation.variable_where,
         .path = {},
         .hint = "use another variable for one of them, and add them up in the equations",
         .notes = {{"written here", written->second}}});
}

Task task_of(const Building& b, const Population& population, const std::string& action) {
    return {b.spec.path,
            action,
            {Slot::Groups, Phase::At},
            order_of(b.model, population) - 1,
            Task::Kind::Dynamics,
            b.model.position,
            population.clock,
            {}};
}

void schedule_clearing(Building& b, const Summing& summing) {
    Task clear = task_of(b, *summing.end->population, "clear " + summing.variable);
    clear.position = before_all;
    const std::vector<Column*> columns = columns_of(summing);
    if (summing.end->population->synapses == nullptr)
        clear.run = [column = columns.front(), neurons = summing.end->neurons] {
            for (const std::uint32_t neuron : neurons) column->values[neuron] = 0.0;
            ++column->version;
        };
    else
        clear.run = [columns] {
            for (Column* column : columns) {
                std::fill(column->values.begin(), column->values.end(), 0.0);
                ++column->version;
            }
        };
    b.model.network().tasks.push_back(std::move(clear));
}

}  // namespace

void check_summed(const Building& b, const Equation& equation) {
    const Summing summing = summing_of(b.ends, equation);
    const Population& population = *summing.end->population;
    if (population.synapses != nullptr && summing.end == &b.ends.source)
        throw ModelError(
            {.message = format("a sum cannot go into {}, which is a connection and the "
                               "source of this one",
                               population.name),
             .where = equation.variable_where,
             .path = {},
             .hint = "make it the target of this connection instead",
             .notes = {}});
    const Equation* target = parameter_named(population, summing.variable);
    if (target == nullptr)
        throw ModelError({.message = format("{} has no parameter '{}' to hold the sum",
                                            population.name, summing.variable),
                          .where = equation.variable_where,
                          .path = {},
                          .hint = parameters_of(population).empty()
                                      ? format("add {} : {} to its equations", summing.variable,
                                               name_of(equation.dimension))
                                      : did_you_mean(summing.variable, parameters_of(population)),
                          .notes = {}});
    if (target->has_flag("shared") || target->has_flag("constant") || target->has_flag("linked"))
        throw ModelError({.message = format("'{}' of {} cannot hold a sum: it has a flag",
                                            summing.variable, population.name),
                          .where = equation.variable_where,
                          .path = {},
                          .hint = "a sum goes into a plain parameter",
                          .notes = {{"the parameter is here", target->where}}});
    if (target->dimension != equation.dimension)
        throw ModelError({.message = format("'{}' is {}, but '{}' of {} is {}", equation.variable,
                                            with_article(equation.dimension), summing.variable,
                                            population.name, with_article(target->dimension)),
                          .where = equation.unit_where,
                          .path = {},
                          .hint = "both need the same unit",
                          .notes = {{"the parameter is here", target->where}}});
}

void build_summed(Building& b, const Equation& equation) {
    const Summing summing = summing_of(b.ends, equation);
    Population& population = *summing.end->population;
    for (const Column* column : columns_of(summing)) {
        refuse_if_written(b.model, column, equation);
        b.model.summed.emplace(column, equation.variable_where);
    }
    const Scope scope = scope_of(b.model, b.ends);
    Resolver resolve(b.model, scope, b.spec.path + "." + equation.variable, 0, meaning_of(b.ends));
    const CodeBlock code{add(equation.variable, resolve(equation.expression))};
    std::vector<Routine>& routines = b.model.network().routine_lists.emplace_back();
    for (SynapseBlock& block : b.synapses.blocks)
        routines.push_back(compile_routine(b.model, b.ends, block, code, Visit::Elements));
    b.model.explain(b.spec.path, "summed in every step\n" + print(code));
    schedule_clearing(b, summing);
    Task sum = task_of(b, population, "sum into " + equation.variable);
    // Blocks have targets of their own, but share their sources.
    const auto how =
        summing.end == &b.ends.target ? Synapses::Blocks::AtOnce : Synapses::Blocks::OneByOne;
    sum.run = [&routines, how, &synapses = b.synapses] { synapses.run_for_all(routines, how); };
    b.model.network().tasks.push_back(std::move(sum));
}

}  // namespace brian
