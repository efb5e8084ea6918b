#include "compile/rule_input.h"

#include <algorithm>
#include <memory>

#include "base/format.h"
#include "compile/candidates.h"
#include "compile/changing_parameters.h"
#include "compile/model_values.h"
#include "compile/synapse_names.h"
#include "language/analysis.h"
#include "language/check.h"
#include "language/fail.h"

namespace brian {

void refuse_unknown_yet(const Ends& ends, const Expr& expr) {
    for (const std::string& text : names_in(expr)) {
        const bool of_synapses =
            (text.ends_with("_pre") && ends.source.population->synapses != nullptr)
            || (text.ends_with("_post") && ends.target.population->synapses != nullptr);
        if (text == "N_incoming" || text == "N_outgoing" || text == "lastupdate")
            fail(expr.where(), format("'{}' is not known before the synapses are there", text));
        if (of_synapses && text != "N_pre" && text != "N_post")
            fail(expr.where(),
                 format("the rule cannot read '{}', a variable of other synapses", text),
                 "use i and j, their numbers");
    }
}

namespace {

/// Values of an expression over candidate pairs, row by row.
PairExpression pair_expression(Model& model, const Ends& ends, const Value& text,
                               RuleInput::Pairs kind) {
    const Expr expr = expression_of(text);
    const Scope scope = scope_of(model, ends);
    refuse_unknown_yet(ends, expr);
    need_unchanging(model, expr, "a connection");
    if (kind == RuleInput::Pairs::Condition)
        check_condition(expr, scope, "the condition");
    else
        check_dimension(expr, scope, {}, "the probability");
    Resolver resolve(model, scope, text.path, 0, meaning_of(ends));
    auto values = std::make_shared<AlignedVector<double>>(ends.target.size());
    const FindBinding others = pair_bindings(model, ends);
    const FindBinding find = [&others, &values](const std::string& name) -> std::optional<Binding> {
        if (name == "_value")
            return Binding{name, Binding::Access::Element, values->data(), {}, 0.0};
        return others(name);
    };
    std::shared_ptr<Kernel> kernel = compile_kernel(model, {assign("_value", resolve(expr))}, find);
    return [kernel, values, &ends](std::uint32_t i, IndexRange j, std::vector<double>& out) {
        const Row row{ends.row_of(i), j.begin, j.end};
        kernel->run_rows({&row, 1});
        out.assign(values->begin() + j.begin, values->begin() + j.end);
    };
}

/// The number within the selection of a neuron of its population.
std::uint32_t member_of(const Selection& selection, std::uint32_t neuron) {
    const std::vector<std::uint32_t>& neurons = selection.neurons;
    const auto found = std::lower_bound(neurons.begin(), neurons.end(), neuron);
    if (found == neurons.end() || *found != neuron) return SpikeView::outside;
    return static_cast<std::uint32_t>(found - neurons.begin());
}

}  // namespace

RuleInput rule_input(Model& model, const ConnectionSpec& spec, const Ends& ends) {
    RuleInput input;
    input.path = spec.path + ".connect";
    input.connect = &spec.connect;
    input.n_sources = ends.source.size();
    input.n_targets = ends.target.size();
    input.seed = model.options->seed;
    input.values = model_values(model);
    input.read = model.options->read;
    input.folder = model.folder;
    if (spec.multiplicity) input.copies = scalar(*spec.multiplicity, spec.path + ".multiplicity");
    if (spec.allow_self && !truth(*spec.allow_self)) input.autapses = Autapses::Excluded;
    const bool same = ends.source.population == ends.target.population;
    input.same_neuron = [same, &ends](std::uint32_t i) {
        if (!same) return SpikeView::outside;
        return member_of(ends.target, ends.source.neurons[i]);
    };
    input.source_of_neuron = [&ends](std::uint32_t neuron) {
        return member_of(ends.source, neuron);
    };
    input.target_of_neuron = [&ends](std::uint32_t neuron) {
        return member_of(ends.target, neuron);
    };
    input.pairs = [&model, &ends](const Value& text, RuleInput::Pairs kind) {
        return pair_expression(model, ends, text, kind);
    };
    input.candidates = [&model, &ends](const CandidateText& text) {
        return candidate_expression(model, ends, text);
    };
    return input;
}

}  // namespace brian
