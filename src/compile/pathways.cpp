#include "compile/pathways.h"

#include <algorithm>

#include "base/format.h"
#include "base/suggest.h"
#include "compile/explanation.h"
#include "compile/model_values.h"
#include "compile/neuron_groups.h"
#include "compile/spiking.h"
#include "compile/templates.h"
#include "language/check.h"
#include "language/parser.h"
#include "language/print.h"
#include "units/unit_table.h"

namespace brian {

namespace {

[[noreturn]] void refuse(const SourceSpan& where, const std::string& path, std::string message,
                         std::string hint = {}) {
    throw ModelError({.message = std::move(message),
                      .where = where,
                      .path = path,
                      .hint = std::move(hint),
                      .notes = {}});
}

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
    return spec.weight.kind == Value::Kind::Scalar && model_values(model).is_constant(spec.weight);
}

void refuse_plastic(const Equations& equations, const std::string& path) {
    for (const Equation& equation : equations) {
        if (equation.kind == EquationKind::Differential)
            refuse(
                equation.where, path, "differential equations of synapses are not supported yet",
                "keep to parameters and subexpressions, or move the equation to the target group");
        for (const Flag& flag : equation.flags)
            if (flag.text == "summed" || flag.text == "linked")
                refuse(flag.where, path,
                       format("'{}' variables of synapses are not supported yet", flag.text));
    }
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

CodeBlock sugar_code(Model& model, const ConnectionSpec& spec, const Ends& ends) {
    Expr weight = name("weight", spec.weight.where);
    if (one_weight_for_all(model, spec)) {
        weight = expression_of(spec.weight);
        check_dimension(weight, model.globals, dimension_of_target(spec, ends), "the weight");
    }
    if (spec.modulation) require_source_variable(spec, ends);
    if (spec.modulation) weight = weight * name(spec.modulation->str() + "_pre", *spec.modulation);
    Statement statement = add(spec.variable->str() + "_post", weight);
    statement.target_where = *spec.variable;
    return {statement};
}

/// The source's spikes by number of the row that they belong to.
SpikeView rows_of(const Ends& ends) {
    SpikeView view;
    view.buffer = ends.source.population->spikes;
    view.size = ends.n_rows();
    if (ends.source.contiguous()) {
        view.range = {ends.source.neurons.front(), ends.source.neurons.back() + 1};
        return view;
    }
    view.range = {0, ends.source.population->size};
    view.local.assign(ends.source.population->size, SpikeView::outside);
    for (const std::uint32_t neuron : ends.source.neurons) view.local[neuron] = neuron;
    return view;
}

/// The code for the synapses of one block; nothing for an empty one.
Routine routine_of(Model& model, const Ends& ends, const CodeBlock& code, SynapseBlock& block) {
    if (block.size() == 0) return {};
    std::vector<Column*> touches = touched(*ends.target.population, code, "_post");
    if (ends.source.population->state != nullptr) {
        const std::vector<Column*> more = touched(*ends.source.population, code, "_pre");
        touches.insert(touches.end(), more.begin(), more.end());
    }
    return Routine(compile_kernel(model, code, bindings_of(model, ends, block)), touches);
}

/// Code that writes the source, or reads through its source end what it writes at its target end,
/// must finish every spike before the next; so must code that writes what all neurons share.
Pathway::Sequence sequence_of(const Ends& ends, const CodeBlock& code) {
    const bool same = ends.source.population == ends.target.population;
    const std::vector<std::string> read = reads_of(code);
    for (const std::string& target : writes_of(code)) {
        if (target.ends_with("_pre")) return Pathway::Sequence::SpikeBySpike;
        if (!target.ends_with("_post")) continue;
        const std::string variable = target.substr(0, target.size() - 5);
        const Column* column = ends.target.population->state->find(variable);
        const bool read_remotely =
            std::find(read.begin(), read.end(), variable + "_pre") != read.end();
        if ((column != nullptr && column->shared) || (same && read_remotely))
            return Pathway::Sequence::SpikeBySpike;
    }
    return Pathway::Sequence::BlockByBlock;
}

void explain_pathway(Model& model, const ConnectionSpec& spec, const CodeBlock& code,
                     const Synapses& synapses) {
    const Pathway& pathway = synapses.pathways.back();
    model.explain(spec.path, delay_text(synapses, pathway, model.dt()));
    model.explain(spec.path, (spec.variable ? "on_pre, from `variable` and `weight`\n" : "on_pre\n")
                                 + print(code));
    const auto compiled = std::find_if(pathway.routines.begin(), pathway.routines.end(),
                                       [](const Routine& routine) { return bool(routine); });
    if (compiled != pathway.routines.end())
        model.explain(spec.path,
                      "program of one target block\n" + compiled->kernel().disassemble());
}

}  // namespace

Equations synaptic_equations(Model& model, const ConnectionSpec& spec, const Ends& ends,
                             bool weights_in_data) {
    Expanded expanded = expand_equations(model, spec.equations, spec.path);
    refuse_plastic(expanded.equations, spec.path + ".equations");
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

CodeBlock on_pre_code(Model& model, const ConnectionSpec& spec, const Ends& ends) {
    if (spec.variable && spec.on_pre.kind != Value::Kind::Null)
        refuse(*spec.variable, spec.path,
               "give either `variable` and `weight`, or `on_pre`, not both");
    if (spec.modulation && !spec.variable)
        refuse(*spec.modulation, spec.path, "`modulation` needs `variable` and `weight`");
    CodeBlock code;
    if (spec.variable) {
        code = sugar_code(model, spec, ends);
    } else if (spec.on_pre.kind == Value::Kind::Scalar) {
        code = parse_statements(spec.on_pre.where);
    } else if (spec.on_pre.kind == Value::Kind::Map) {
        refuse(spec.on_pre.where, spec.path + ".on_pre",
               "several named pathways are not supported yet",
               "make one connection for each pathway");
    } else {
        refuse(spec.where, spec.path, "the connection does nothing",
               "add on_pre: ge += w, or variable: ge and weight: 1 mV");
    }
    const Scope scope = scope_of(model, ends);
    const std::string path = spec.path + (spec.variable ? ".weight" : ".on_pre");
    if (!check_statements(code, scope, path, *model.diagnostics)) give_up(spec.where, spec.name);
    Resolver resolve(model, scope, spec.path + ".on_pre", 0, meaning_of(ends));
    code = hold_while_refractory(*ends.target.population, resolve(code), "_post");
    return hold_while_refractory(*ends.source.population, code, "_pre");
}

void build_pathway(Model& model, const ConnectionSpec& spec, const Ends& ends,
                   const CodeBlock& code, Synapses& synapses, std::int64_t delay) {
    Pathway& pathway = synapses.pathways.emplace_back();
    pathway.name = "pre";
    pathway.delay = delay;
    pathway.source = rows_of(ends);
    pathway.sequence = sequence_of(ends, code);
    for (SynapseBlock& block : synapses.blocks)
        pathway.routines.push_back(routine_of(model, ends, code, block));
    ends.source.population->spikes->keep(synapses.longest_delay(pathway));
    explain_pathway(model, spec, code, synapses);
    const std::size_t number = synapses.pathways.size() - 1;
    model.network().tasks.push_back(
        {spec.path,
         "deliver spikes",
         {Slot::Synapses, Phase::At},
         read_order(model, spec.order, -1),
         Task::Kind::Dynamics,
         model.position,
         synapses.clock,
         [&synapses, number] { synapses.deliver(synapses.pathways[number]); }});
}

}  // namespace brian
