#include "compile/assignments.h"

#include <cmath>

#include "base/format.h"
#include "compile/bind.h"
#include "compile/initial_values.h"
#include "compile/model_values.h"
#include "compile/resolve.h"

namespace brian {

namespace {

/// What is set, and where it was asked for.
struct Target {
    Column* column = nullptr;
    std::vector<std::uint32_t> places;
    std::string path;
};

/// The run itself looks only for values that stop being numbers.
void need_numbers(const Target& target) {
    for (const std::uint32_t place : target.places)
        if (std::isnan(target.column->values[place]))
            throw SimulationError(
                format("{} gives '{}'{} a value that is not a number", target.path,
                       target.column->name,
                       target.column->shared ? "" : format(" of neuron {}", place)),
                "it divides 0 by 0, or leaves the domain of a function");
}

std::function<void()> by_expression(Model& model, Population& population, const NamedValue& given,
                                    Target target) {
    const Expr expr = expression_of(given.value);
    const Symbol* symbol = population.scope.find(given.name);
    check_initial_value(expr, population.scope, symbol->type, given.name);
    Resolver resolve(model, population.scope, target.path, population.size,
                     meaning_in(population.equations));
    const CodeBlock code{assign(target.column->name, resolve(expr))};
    Routine& routine =
        model.network().routines.emplace_back(compile_routine(model, population, code));
    return [&routine, target = std::move(target)] {
        routine.run(target.places);
        need_numbers(target);
    };
}

std::function<void()> by_list(Model& model, const NamedValue& given, const Target& target) {
    const ModelArray array = model_values(model).array(given.value, target.column->dimension,
                                                       format("the new value of '{}'", given.name));
    if (array.values.size() != target.places.size())
        throw ModelError({.message = format("{} values are given for '{}', but {} are needed",
                                            array.values.size(), given.name, target.places.size()),
                          .where = given.value.where,
                          .path = {},
                          .hint = "give one value for each neuron, or one expression for all",
                          .notes = {}});
    need_numbers(array.values, given.value.where,
                 format("the new value of '{}' of neuron", given.name));
    return [target, values = array.values] {
        for (std::size_t k = 0; k < values.size(); ++k)
            target.column->values[target.places[k]] = values[k];
        ++target.column->version;
    };
}

}  // namespace

std::function<void()> assignment(Model& model, const Selection& selection, const NamedValue& given,
                                 const std::string& path) {
    Population& population = *selection.population;
    if (population.state == nullptr || population.equations.empty())
        throw ModelError({.message = format("{} has no variables to set", selection.name),
                          .where = given.name_where,
                          .path = {},
                          .hint = {},
                          .notes = {}});
    Target target{&settable_column(population, given), selection.neurons, path};
    if (target.column->shared) target.places = {0};
    const bool listed = given.value.kind != Value::Kind::Scalar
                        || model.arrays.contains(std::string(given.value.text()));
    return listed ? by_list(model, given, target)
                  : by_expression(model, population, given, std::move(target));
}

}  // namespace brian
