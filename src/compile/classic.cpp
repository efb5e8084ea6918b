#include "compile/classic.h"

#include <algorithm>

#include "base/format.h"
#include "base/suggest.h"
#include "compile/changing_parameters.h"
#include "compile/model_values.h"
#include "compile/plasticity.h"
#include "compile/refuse.h"
#include "compile/templates.h"
#include "language/analysis.h"
#include "language/check.h"
#include "units/unit_table.h"

namespace brian {

namespace {

/// Dimension of the postsynaptic variable that the sugar adds to.
Dimension dimension_of_target(const ConnectionSpec& spec, const Ends& ends) {
    const Scope& scope = ends.target.population->scope;
    const Symbol* symbol = scope.find(spec.variable->str());
    const bool known = symbol != nullptr && symbol->kind == Symbol::Kind::Variable;
    if (!known) {
        std::vector<std::string> variables;
        for (const Equation& equation : ends.target.population->equations)
            variables.push_back(equation.variable);
        refuse(*spec.variable, spec.path + ".variable",
               format("{} has no variable '{}'", ends.target.name, spec.variable->text()),
               did_you_mean(spec.variable->text(), variables));
    }
    return symbol->type.dimension;
}

bool one_weight_for_all(Model& model, const ConnectionSpec& spec) {
    if (spec.weight.kind != Value::Kind::Scalar || changes_weight(spec)) return false;
    if (model_values(model).is_constant(spec.weight)) return true;
    // An expression of parameters is one weight also when they change during the run.
    const Expr weight = expression_of(spec.weight);
    const std::vector<std::string> read = names_in(weight);
    return changes(model, weight) && !draws(weight)
           && std::all_of(read.begin(), read.end(), [&model](const std::string& text) {
                  return model.cells.contains(cell_name(text)) || model.at_start.find(text);
              });
}

/// The modulation is a variable of the neurons that send.
void require_source_variable(const ConnectionSpec& spec, const Ends& ends) {
    std::vector<std::string> known;
    for (const Equation& equation : ends.source.population->equations)
        known.push_back(equation.variable);
    const std::string wanted = spec.modulation->str();
    if (std::find(known.begin(), known.end(), wanted) != known.end()) return;
    refuse(*spec.modulation, spec.path + ".modulation",
           format("{} has no variable '{}'", ends.source.name, wanted),
           did_you_mean(wanted, known));
}

}  // namespace

Equations synaptic_equations(Model& model, const ConnectionSpec& spec, const Ends& ends,
                             bool weights_in_data) {
    Expanded expanded = expand_equations(model, spec.equations, spec.path);
    if (!spec.variable) return std::move(expanded.equations);
    const bool own =
        spec.weight.kind != Value::Kind::Null ? !one_weight_for_all(model, spec) : weights_in_data;
    if (!own && spec.weight.kind == Value::Kind::Null)
        refuse(*spec.variable, spec.path, "the weight is missing",
               format("add weight: 1 {}", display_unit(dimension_of_target(spec, ends)).name));
    if (!own) return std::move(expanded.equations);
    Equation weight;
    weight.variable = "weight";
    weight.variable_where = spec.weight.where;
    weight.where = spec.weight.where;
    weight.dimension = dimension_of_target(spec, ends);
    expanded.equations.push_back(weight);
    return std::move(expanded.equations);
}

CodeBlock classic_code(Model& model, const ConnectionSpec& spec, const Ends& ends) {
    Expr weight = name("weight", spec.weight.where);
    if (one_weight_for_all(model, spec)) {
        weight = expression_of(spec.weight);
        check_dimension(weight, model.globals, dimension_of_target(spec, ends), "the weight");
    }
    if (spec.modulation) require_source_variable(spec, ends);
    if (spec.modulation) weight = weight * name(spec.modulation->str() + "_pre", *spec.modulation);
    if (is_short_term(spec)) weight = weight * name("u") * name("x");
    Statement statement = add(spec.variable->str() + "_post", weight);
    statement.target_where = *spec.variable;
    return {statement};
}

void check_classic_keys(const ConnectionSpec& spec) {
    if (spec.variable && spec.on_pre.kind != Value::Kind::Null)
        refuse(*spec.variable, spec.path,
               "give either `variable` and `weight`, or `on_pre`, not both");
    if (spec.modulation && !spec.variable)
        refuse(*spec.modulation, spec.path, "`modulation` needs `variable` and `weight`");
}

}  // namespace brian
