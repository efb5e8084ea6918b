#include "compile/initial_values.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "base/suggest.h"
#include "compile/bind.h"
#include "compile/model_values.h"
#include "compile/resolve.h"
#include "language/check.h"

namespace brian {

namespace {

std::vector<std::string> settable(const Population& population) {
    std::vector<std::string> names;
    for (const Equation& equation : population.equations)
        if (!equation.has_flag("linked")
            && (equation.kind == EquationKind::Differential
                || equation.kind == EquationKind::Parameter))
            names.push_back(equation.variable);
    return names;
}

/// What an alias stands for; any other variable is itself.
std::string original(const Population& population, const std::string& variable) {
    for (const Equation& equation : population.equations)
        if (equation.variable == variable && equation.kind == EquationKind::Alias)
            return equation.expression.as<Name>()->text;
    return variable;
}

bool is_computed(const Population& population, const std::string& variable) {
    const Symbol* symbol = population.scope.find(variable);
    return symbol != nullptr && symbol->kind == Symbol::Kind::Subexpression;
}

}  // namespace

Column& settable_column(Population& population, const NamedValue& initial) {
    const std::string variable = original(population, initial.name);
    if (population.links.contains(variable))
        throw ModelError(
            {.message = format("'{}' is linked, so it has no value of its own", initial.name),
             .where = initial.name_where,
             .path = {},
             .hint = "set the variable that it stands for",
             .notes = {}});
    const std::vector<std::string> known = settable(population);
    Column* column = population.state->find(variable);
    const bool allowed =
        std::find(known.begin(), known.end(), variable) != known.end() || variable == "lastspike";
    if (column == nullptr || !allowed)
        throw ModelError(
            {.message = format("{} has no variable '{}' to set", population.name, initial.name),
             .where = initial.name_where,
             .path = {},
             .hint = is_computed(population, variable)
                         ? "it is computed from other variables; settable are: "
                               + format("{}", join(known, ", "))
                         : did_you_mean(initial.name, known),
             .notes = {}});
    return *column;
}

namespace {

void copy_array(const ModelArray& array, const Value& value, Column& column) {
    if (array.values.size() != column.values.size())
        throw ModelError({.message = format("{} values are given for '{}', but {} are needed",
                                            array.values.size(), column.name, column.values.size()),
                          .where = value.where,
                          .path = value.path,
                          .hint = "give one value for each neuron, or one expression for all",
                          .notes = {}});
    std::copy(array.values.begin(), array.values.end(), column.values.begin());
}

void set_by_expression(Model& model, Population& population, const NamedValue& initial,
                       Column& column, const std::string& path) {
    const Expr expr = expression_of(initial.value);
    const Symbol* symbol = population.scope.find(initial.name);
    check_initial_value(expr, population.scope, symbol->type, initial.name);
    Resolver resolve(model, population.scope, path, population.size,
                     meaning_in(population.equations));
    const CodeBlock code{assign(column.name, resolve(expr))};
    const auto kernel = compile_kernel(model, code, bindings_of(model, population));
    kernel->run(IndexRange{0, column.shared ? 1 : population.size});
}

}  // namespace

void check_initial_value(const Expr& expr, const Scope& scope, const ValueType& type,
                         const std::string& variable) {
    if (type.kind == ValueKind::Boolean)
        check_condition(expr, scope, format("the value of '{}'", variable));
    else
        check_dimension(expr, scope, type.dimension, format("the value of '{}'", variable),
                        BareZero::Allowed);
}

void need_numbers(std::span<const double> values, const SourceSpan& where,
                  const std::string& what) {
    const auto wrong =
        std::find_if(values.begin(), values.end(), [](double x) { return std::isnan(x); });
    if (wrong == values.end()) return;
    throw ModelError({.message = format("{} {} is not a number", what, wrong - values.begin()),
                      .where = where,
                      .path = {},
                      .hint = "it divides 0 by 0, or leaves the domain of a function",
                      .notes = {}});
}

void set_initial_values(Model& model, Population& population,
                        const std::vector<NamedValue>& initial, const std::string& path) {
    const ModelValues values = model_values(model);
    for (const NamedValue& one : initial) {
        const std::string place = path + ".initial." + one.name;
        model.diagnostics->attempt(place, [&] {
            Column& column = settable_column(population, one);
            ++column.version;
            if (one.value.kind == Value::Kind::Scalar)
                set_by_expression(model, population, one, column, place);
            else
                copy_array(values.array(one.value, column.dimension,
                                        format("the initial value of '{}'", one.name)),
                           one.value, column);
            need_numbers(column.values, one.value.where,
                         format("the initial value of '{}' of neuron", one.name));
        });
    }
}

}  // namespace brian
