#include "compile/synapse_assignments.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "base/suggest.h"
#include "compile/event_driven.h"
#include "compile/initial_values.h"
#include "compile/model_values.h"
#include "compile/refuse.h"
#include "compile/synapse_names.h"

namespace brian {

namespace {

const Equation& settable_equation(const Ends& ends, const NamedValue& given) {
    std::vector<std::string> known;
    for (const Equation& equation : ends.equations) {
        const bool settable =
            equation.kind == EquationKind::Parameter || equation.kind == EquationKind::Differential;
        if (!settable) continue;
        if (equation.variable == given.name) return equation;
        known.push_back(equation.variable);
    }
    refuse(
        given.name_where, ends.path,
        format("the synapses of {} have no variable '{}' to set", ends.synapses->name, given.name),
        did_you_mean(given.name, known));
}

/// The run itself looks only for values that stop being numbers.
void need_numbers(const Synapses& synapses, const std::string& variable, const std::string& path) {
    for (const SynapseBlock& block : synapses.blocks) {
        const Column* column = block.state.find(variable);
        if (column == nullptr) continue;
        const bool wrong = std::any_of(column->values.begin(), column->values.end(),
                                       [](double x) { return std::isnan(x); });
        if (wrong)
            throw SimulationError(
                format("{} gives '{}' a value that is not a number", path, variable),
                "it divides 0 by 0, or leaves the domain of a function");
    }
}

std::function<void()> set_shared(Model& model, const Ends& ends, const Equation& equation,
                                 const Value& value) {
    Column* column = ends.synapses->shared.find(equation.variable);
    column->constant = false;
    const double wanted = model_values(model).quantity(
        value, equation.dimension, format("the value of '{}'", equation.variable));
    return [column, wanted] {
        column->values.front() = wanted;
        ++column->version;
    };
}

}  // namespace

std::function<void()> synaptic_assignment(Model& model, const SourceSpan& connection,
                                          const NamedValue& given, const std::string& path) {
    const auto found = model.connections.find(connection.str());
    if (found == model.connections.end() || !found->second.built)
        give_up(connection, connection.str());
    const Ends& ends = found->second;
    Synapses& synapses = *ends.synapses;
    const Equation& equation = settable_equation(ends, given);
    if (given.value.kind != Value::Kind::Scalar
        || model.arrays.contains(std::string(given.value.text())))
        refuse(given.value.where, path, "synapses get new values from an expression, not a list",
               "write an expression of i, j and rand()");
    if (equation.has_flag("shared")) return set_shared(model, ends, equation, given.value);

    const Expr expr = expression_of(given.value);
    const Scope scope = scope_of(model, ends);
    check_initial_value(expr, scope, {equation.dimension, equation.value_kind}, given.name);
    Resolver resolve(model, scope, path, 0, meaning_of(ends));
    Resolver equations(model, scope, ends.path + ".equations", 0, meaning_of(ends));
    const CodeBlock code =
        EventDriven(ends.equations, equations)({assign(given.name, resolve(expr))});
    release(synapses, code);
    std::vector<Routine>& routines = model.network().routine_lists.emplace_back();
    for (SynapseBlock& block : synapses.blocks)
        routines.push_back(compile_routine(model, ends, block, code, Visit::Elements));
    return [&routines, &synapses, variable = given.name, path] {
        synapses.refresh();
        for (std::size_t k = 0; k < routines.size(); ++k)
            routines[k].run(IndexRange{0, synapses.blocks[k].size()});
        need_numbers(synapses, variable, path);
    };
}

}  // namespace brian
