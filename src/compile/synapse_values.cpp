#include "compile/synapse_values.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/format.h"
#include "base/suggest.h"
#include "compile/initial_values.h"
#include "compile/model_values.h"
#include "compile/refuse.h"
#include "language/evaluate.h"
#include "language/parser.h"

namespace brian {

namespace {

/// Whether `initial` may give the variable its value.
bool is_settable(const Equation& equation) {
    return equation.kind == EquationKind::Parameter || equation.kind == EquationKind::Differential;
}

const Equation& parameter_named(const Building& b, const std::string& variable,
                                const SourceSpan& where) {
    std::vector<std::string> known;
    for (const Equation& equation : b.ends.equations) {
        if (!is_settable(equation)) continue;
        if (equation.variable == variable) return equation;
        known.push_back(equation.variable);
    }
    refuse(where, {},
           format("the synapses of {} have no variable '{}' to set", b.spec.name, variable),
           did_you_mean(variable, known));
}

void set_shared(Building& b, const Equation& parameter, const Value& value) {
    b.synapses.shared.find(parameter.variable)->values.front() = model_values(b.model).quantity(
        value, parameter.dimension, format("the value of '{}'", parameter.variable));
}

/// Neurons of one end that have synapses in the block.
std::vector<std::uint32_t> connected(const SynapseBlock& block, Pathway::End end) {
    std::set<std::uint32_t> neurons;
    if (end == Pathway::End::Source)
        for (const Row& row : block.rows()) neurons.insert(row.source);
    else
        for (std::uint32_t e = 0; e < block.size(); ++e) neurons.insert(block.target(e));
    return {neurons.begin(), neurons.end()};
}

/// One value for each neuron of one end, or for all.
void set_once(Building& b, SynapseBlock& block, const SynapticExpr& what, Column& column) {
    const bool of_target = block.of_targets.find(column.name) != nullptr;
    const Pathway::End end = of_target ? Pathway::End::Target : Pathway::End::Source;
    const std::vector<std::uint32_t> neurons =
        column.shared ? std::vector<std::uint32_t>{0} : connected(block, end);
    const Scope scope = scope_of(b.model, b.ends);
    Resolver resolve(b.model, scope, what.purpose, 0, meaning_of(b.ends));
    const CodeBlock code{assign(column.name, resolve(what.expr))};
    const NeuronCode of_neurons{b.ends, block, end, nullptr};
    const auto kernel = compile_kernel(b.model, code, bindings_of(b.model, of_neurons));
    kernel->run(neurons);
    const bool wrong = std::any_of(neurons.begin(), neurons.end(), [&](std::uint32_t neuron) {
        return std::isnan(column.values[neuron]);
    });
    if (!wrong) return;
    AlignedVector<double> of_each(block.size());  // to name the synapse
    evaluate(b, block, what, of_each);
}

void set_block_values(Building& b, SynapseBlock& block, const SynapticExpr& what,
                      const std::string& variable) {
    if (Column* own = block.state.find(variable))
        evaluate(b, block, what, own->values);
    else
        set_once(b, block, what, *find_column(b.synapses, block, variable));
}

void set_values(Building& b, const Equation& parameter, const Value& value,
                const std::string& path) {
    if (parameter.has_flag("shared")) {
        set_shared(b, parameter, value);
        return;
    }
    if (value.kind == Value::Kind::Scalar && !b.model.arrays.contains(value.where.str())) {
        const Expr expr = expression_of(value);
        check_initial_value(expr, scope_of(b.model, b.ends),
                            {parameter.dimension, parameter.value_kind}, parameter.variable);
        for (SynapseBlock& block : b.synapses.blocks)
            if (block.size() > 0) set_block_values(b, block, {expr, path}, parameter.variable);
        return;
    }
    const ModelArray listed = model_values(b.model).array(
        value, parameter.dimension, format("the values of '{}'", parameter.variable));
    for (SynapseBlock& block : b.synapses.blocks)
        take_listed(block, listed.values, value, block.state.find(parameter.variable)->values);
}

/// The columns of a variable, as large as its values vary.
void add_columns(Building& b, const std::string& variable, const Dimension& dimension) {
    const auto found = b.variations.find(variable);
    const Variation variation = found == b.variations.end() ? Variation::BySynapse : found->second;
    if (variation == Variation::None) {
        b.synapses.same.add_shared(variable, dimension).constant = true;
        return;
    }
    for (SynapseBlock& block : b.synapses.blocks)
        if (variation == Variation::BySource)
            block.of_sources.add(variable, dimension, b.ends.n_rows());
        else if (variation == Variation::ByTarget)
            block.of_targets.add(variable, dimension, block.targets.size());
        else
            block.state.add(variable, dimension, block.size());
}

/// Where traces begin, unless `initial` says otherwise.
void set_plastic_values(Building& b) {
    const std::vector<NamedValue>& given = b.spec.initial;
    for (const auto& [variable, text] : b.plasticity.initial) {
        const std::string& wanted = variable;  // clang 14 captures no structured bindings
        if (std::any_of(given.begin(), given.end(),
                        [&](const NamedValue& initial) { return initial.name == wanted; }))
            continue;
        const std::string path = b.spec.path + ".plasticity";
        set_values(b, parameter_named(b, variable, b.spec.where),
                   scalar(whole_text(text, "<" + path + ">"), path), path);
    }
}

}  // namespace

bool has_column(const Equation& equation) {
    return is_settable(equation) || equation.has_flag("constant over dt");
}

void evaluate(Building& b, SynapseBlock& block, const SynapticExpr& what,
              AlignedVector<double>& values) {
    const Scope scope = scope_of(b.model, b.ends);
    Resolver resolve(b.model, scope, what.purpose, 0, meaning_of(b.ends));
    const FindBinding others = bindings_of(b.model, b.ends, block, Visit::Rows);
    const CodeBlock code{assign("_value", resolve(what.expr))};
    const auto kernel =
        compile_kernel(b.model, code, [&](const std::string& name) -> std::optional<Binding> {
            if (name == "_value")
                return Binding{name, Binding::Access::Element, values.data(), {}, 0.0};
            return others(name);
        });
    const std::vector<Row> rows = block.rows();
    kernel->run_rows(rows);
    need_numbers(values, what.expr.where(), "the value of synapse");
}

void take_listed(const SynapseBlock& block, const std::vector<double>& listed, const Value& value,
                 AlignedVector<double>& out) {
    for (std::uint32_t e = 0; e < block.size(); ++e) {
        if (block.origin.size() <= e)
            refuse(value.where, value.path,
                   "a list of values fits only `pairs`, `matrix` and `file` connections",
                   "write an expression of i, j and rand()");
        const std::uint64_t origin = block.origin[e];
        if (origin >= listed.size())
            refuse(value.where, value.path,
                   format("there are more synapses than values: {} given", listed.size()));
        out[e] = listed[origin];
    }
}

const RuleColumn* data_column(const Building& b, const std::string& text) {
    for (const RuleColumn& column : b.rule.columns)
        if (column.name == text) return &column;
    return nullptr;
}

std::vector<double> in_si(const RuleColumn& column) {
    std::vector<double> values = column.values;
    if (column.units.empty() || column.units == "1") return values;
    const Quantity unit = evaluate_quantity(
        parse_expression(whole_text("1 " + column.units, "units of the file")), Scope());
    for (double& x : values) x *= unit.value;
    return values;
}

void add_synaptic_columns(Building& b) {
    for (const Equation& equation : b.ends.equations) {
        if (!has_column(equation)) continue;
        if (equation.has_flag("shared"))
            b.synapses.shared.add_shared(equation.variable, equation.dimension);
        else
            add_columns(b, equation.variable, equation.dimension);
        const RuleColumn* column = data_column(b, equation.variable);
        if (column == nullptr || !is_settable(equation) || equation.has_flag("shared")) continue;
        const std::vector<double> listed = in_si(*column);
        for (SynapseBlock& block : b.synapses.blocks)
            take_listed(block, listed, b.spec.connect, block.state.find(equation.variable)->values);
    }
    for (const std::string& column : b.hidden_columns) add_columns(b, column, dimensions::second());
}

void set_synaptic_values(Building& b) {
    const bool weighted = std::any_of(b.ends.equations.begin(), b.ends.equations.end(),
                                      [](const Equation& e) { return e.variable == "weight"; });
    if (b.spec.variable && weighted && b.spec.weight.kind != Value::Kind::Null)
        b.model.diagnostics->attempt(b.spec.path + ".weight", [&] {
            set_values(b, parameter_named(b, "weight", b.spec.where), b.spec.weight,
                       b.spec.path + ".weight");
        });
    for (const NamedValue& initial : b.spec.initial) {
        const std::string path = b.spec.path + ".initial." + initial.name;
        b.model.diagnostics->attempt(path, [&] {
            set_values(b, parameter_named(b, initial.name, initial.name_where), initial.value,
                       path);
        });
    }
    set_plastic_values(b);
}

}  // namespace brian
