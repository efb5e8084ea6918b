#include "compile/connections.h"

#include <algorithm>

#include "base/format.h"
#include "base/suggest.h"
#include "compile/explanation.h"
#include "compile/initial_values.h"
#include "compile/memory.h"
#include "compile/model_values.h"
#include "compile/parameters.h"
#include "compile/pathways.h"
#include "compile/selection.h"
#include "components/connections/rule.h"
#include "engine/steps.h"
#include "language/check.h"
#include "language/evaluate.h"
#include "language/parser.h"
#include "language/print.h"

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

/// Everything known of one connection while it is built.
struct Building {
    Model& model;
    const ConnectionSpec& spec;
    Ends ends;
    Rule rule;
    Synapses& synapses;
};

/// Values of an expression over candidate pairs, row by row.
PairExpression pair_expression(Model& model, const Ends& ends, const Value& text,
                               RuleInput::Pairs kind) {
    const Expr expr = expression_of(text);
    const Scope scope = scope_of(model, ends);
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
    if (spec.multiplicity)
        input.multiplicity = static_cast<std::uint64_t>(whole_number(
            model, scalar(*spec.multiplicity, spec.path + ".multiplicity"), "the multiplicity"));
    if (spec.allow_self && !truth(*spec.allow_self)) input.autapses = Autapses::Excluded;
    const bool same = ends.source.population == ends.target.population;
    input.same_neuron = [same, &ends](std::uint32_t i) {
        if (!same) return SpikeView::outside;
        const std::vector<std::uint32_t>& targets = ends.target.neurons;
        const auto found = std::lower_bound(targets.begin(), targets.end(), ends.source.neurons[i]);
        if (found == targets.end() || *found != ends.source.neurons[i]) return SpikeView::outside;
        return static_cast<std::uint32_t>(found - targets.begin());
    };
    input.pairs = [&model, &ends](const Value& text, RuleInput::Pairs kind) {
        return pair_expression(model, ends, text, kind);
    };
    return input;
}

/// The members of the target whose neurons lie in the block.
IndexRange members_in(const Selection& target, IndexRange neurons) {
    const auto begin =
        std::lower_bound(target.neurons.begin(), target.neurons.end(), neurons.begin);
    const auto end = std::lower_bound(begin, target.neurons.end(), neurons.end);
    return {static_cast<std::uint32_t>(begin - target.neurons.begin()),
            static_cast<std::uint32_t>(end - target.neurons.begin())};
}

void draw_synapses(Building& b) {
    std::uint64_t first = 0;
    std::uint32_t number = 0;
    for (const IndexRange neurons : target_blocks(b.ends.target.population->size)) {
        Edges edges;
        const IndexRange members = members_in(b.ends.target, neurons);
        if (members.size() > 0) b.rule.edges({number, members}, edges);
        for (std::uint32_t& source : edges.source) source = b.ends.row_of(source);
        for (std::uint32_t& target : edges.target) target = b.ends.target.neurons[target];
        SynapseBlock& block =
            b.synapses.blocks.emplace_back(make_block(neurons, b.ends.n_rows(), std::move(edges)));
        block.first = first;
        first += block.size();
        ++number;
    }
}

/// One value per synapse of a block into `values`, by the connection's expression.
void evaluate(Building& b, SynapseBlock& block, const Expr& expr, const std::string& purpose,
              AlignedVector<double>& values) {
    const Scope scope = scope_of(b.model, b.ends);
    Resolver resolve(b.model, scope, purpose, 0, meaning_of(b.ends));
    const FindBinding others = bindings_of(b.model, b.ends, block);
    const CodeBlock code{assign("_value", resolve(expr))};
    const auto kernel =
        compile_kernel(b.model, code, [&](const std::string& name) -> std::optional<Binding> {
            if (name == "_value")
                return Binding{name, Binding::Access::Element, values.data(), {}, 0.0};
            return others(name);
        });
    const std::vector<Row> rows = block.rows();
    kernel->run_rows(rows);
    need_numbers(values, expr.where(), "the value of synapse");
}

/// Values that the user lists one by one, in the order of pairs, matrix entries or lines of the
/// file.
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

/// SI values of a column of the rule's data; plain numbers count as SI.
std::vector<double> in_si(const RuleColumn& column) {
    std::vector<double> values = column.values;
    if (column.units.empty() || column.units == "1") return values;
    const Quantity unit = evaluate_quantity(
        parse_expression(whole_text("1 " + column.units, "units of the file")), Scope());
    for (double& x : values) x *= unit.value;
    return values;
}

std::uint32_t steps_of_delay(const Building& b, double delay, const SourceSpan& where) {
    if (!(delay >= 0.0) || delay > 1e6 * 3600)
        refuse(where, b.spec.path + ".delay", format("a delay of {} s is not possible", delay),
               "delays are times of 0 ms or more");
    return static_cast<std::uint32_t>(delay_steps(delay, b.model.dt()));
}

/// The one delay of all synapses in steps; warns when it is no multiple of dt.
std::int64_t uniform_delay(Building& b, double delay, const SourceSpan& where) {
    const std::uint32_t steps = steps_of_delay(b, delay, where);
    if (!is_multiple(delay, b.model.dt()))
        b.model.warn(where, b.spec.path + ".delay",
                     format("the delay of {:.6g} ms is no multiple of dt ({:.6g} ms); spikes "
                            "arrive after {:.6g} ms",
                            delay * 1e3, b.model.dt() * 1e3, steps * b.model.dt() * 1e3),
                     "choose a multiple of dt, or a smaller run.dt");
    return steps;
}

void delays_from(Building& b,
                 const std::function<void(SynapseBlock&, AlignedVector<double>&)>& fill,
                 const SourceSpan& where) {
    for (SynapseBlock& block : b.synapses.blocks) {
        AlignedVector<double> delays(block.size());
        fill(block, delays);
        std::vector<std::uint32_t> steps;
        steps.reserve(delays.size());
        for (const double delay : delays) steps.push_back(steps_of_delay(b, delay, where));
        set_delays(block, steps);
    }
}

/// Gives every synapse its delay; returns the common one where all share it.
std::int64_t set_delays_of(Building& b) {
    const Value& delay = b.spec.delay;
    const ModelValues values = model_values(b.model);
    if (delay.kind == Value::Kind::Null) {
        const RuleColumn* column = data_column(b, "delay");
        if (column == nullptr) return 0;
        const std::vector<double> listed = in_si(*column);
        delays_from(
            b,
            [&](SynapseBlock& block, AlignedVector<double>& out) {
                take_listed(block, listed, b.spec.connect, out);
            },
            b.spec.connect.where);
        return 0;
    }
    if (values.is_constant(delay))
        return uniform_delay(b, values.quantity(delay, dimensions::second(), "the delay"),
                             delay.where);
    if (delay.kind == Value::Kind::Scalar) {
        const Expr expr = expression_of(delay);
        check_dimension(expr, scope_of(b.model, b.ends), dimensions::second(), "the delay");
        delays_from(
            b,
            [&](SynapseBlock& block, AlignedVector<double>& out) {
                evaluate(b, block, expr, b.spec.path + ".delay", out);
            },
            delay.where);
        return 0;
    }
    const ModelArray listed = values.array(delay, dimensions::second(), "the delays");
    delays_from(
        b,
        [&](SynapseBlock& block, AlignedVector<double>& out) {
            take_listed(block, listed.values, delay, out);
        },
        delay.where);
    return 0;
}

void add_columns(Building& b) {
    for (SynapseBlock& block : b.synapses.blocks)
        for (const Equation& equation : b.ends.equations)
            if (equation.kind == EquationKind::Parameter) {
                if (equation.has_flag("shared"))
                    block.state.add_shared(equation.variable, equation.dimension);
                else
                    block.state.add(equation.variable, equation.dimension, block.size());
            }
    for (const Equation& equation : b.ends.equations) {
        const RuleColumn* column = data_column(b, equation.variable);
        if (column == nullptr || equation.kind != EquationKind::Parameter) continue;
        const std::vector<double> listed = in_si(*column);
        for (SynapseBlock& block : b.synapses.blocks)
            take_listed(block, listed, b.spec.connect, block.state.find(equation.variable)->values);
    }
}

const Equation& parameter_named(const Building& b, const std::string& variable,
                                const SourceSpan& where) {
    std::vector<std::string> known;
    for (const Equation& equation : b.ends.equations) {
        if (equation.kind != EquationKind::Parameter) continue;
        if (equation.variable == variable) return equation;
        known.push_back(equation.variable);
    }
    refuse(where, {}, format("the synapses of {} have no parameter '{}'", b.spec.name, variable),
           did_you_mean(variable, known));
}

void set_values(Building& b, const Equation& parameter, const Value& value,
                const std::string& path) {
    if (value.kind == Value::Kind::Scalar && !b.model.arrays.contains(value.where.str())) {
        const Expr expr = expression_of(value);
        check_initial_value(expr, scope_of(b.model, b.ends),
                            {parameter.dimension, parameter.value_kind}, parameter.variable);
        for (SynapseBlock& block : b.synapses.blocks)
            if (block.size() > 0)
                evaluate(b, block, expr, path, block.state.find(parameter.variable)->values);
        return;
    }
    const ModelArray listed = model_values(b.model).array(
        value, parameter.dimension, format("the values of '{}'", parameter.variable));
    for (SynapseBlock& block : b.synapses.blocks)
        take_listed(block, listed.values, value, block.state.find(parameter.variable)->values);
}

void set_initial(Building& b) {
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
}

/// Indices, and one double for each synaptic parameter, for as many synapses as the rule expects.
void check_memory(const Building& b) {
    const double bytes =
        b.rule.expected_synapses * (2.0 + 8.0 * static_cast<double>(b.ends.equations.size()));
    if (bytes > physical_memory())
        refuse(b.spec.connect.where, b.spec.path + ".connect",
               format("about {:.3g} synapses need {} of memory; this machine has {}",
                      b.rule.expected_synapses, in_bytes(bytes), in_bytes(physical_memory())),
               "connect fewer neurons, or with a smaller probability");
}

void refuse_plasticity(const ConnectionSpec& spec) {
    const auto not_yet = [&](const Value& value, const char* key) {
        if (value.kind != Value::Kind::Null)
            refuse(value.where, spec.path + "." + key, format("`{}` is not supported yet", key));
    };
    not_yet(spec.on_post, "on_post");
    not_yet(spec.plasticity, "plasticity");
}

/// What only building needed is dropped; what no code writes is marked as constant.
void finish_blocks(Synapses& synapses, const CodeBlock& code) {
    const std::vector<std::string> written = writes_of(code);
    for (SynapseBlock& block : synapses.blocks) {
        block.origin.clear();
        block.origin.shrink_to_fit();
        for (Column& column : block.state.columns())
            column.constant =
                std::find(written.begin(), written.end(), column.name) == written.end();
    }
}

/// Rule, equations and code, each with a catch boundary of its own; whether there are equations to
/// go on with. What fails is noted in `sound`.
bool read_rule_and_code(Building& b, CodeBlock& code, bool& sound) {
    const ConnectionSpec& spec = b.spec;
    Diagnostics& diagnostics = *b.model.diagnostics;
    const bool ruled = diagnostics.attempt(
        spec.path + ".connect", [&] { b.rule = make_rule(rule_input(b.model, spec, b.ends)); });
    const bool weighted = !ruled || data_column(b, "weight") != nullptr;
    const bool described = diagnostics.attempt(spec.path + ".equations", [&] {
        b.ends.equations = synaptic_equations(b.model, spec, b.ends, weighted);
    });
    if (!described) return false;
    const bool coded = diagnostics.attempt(spec.path + (spec.variable ? ".weight" : ".on_pre"),
                                           [&] { code = on_pre_code(b.model, spec, b.ends); });
    sound = ruled && coded;
    return true;
}

void select_ends(Building& b) {
    const ConnectionSpec& spec = b.spec;
    b.ends.path = spec.path;
    b.ends.source = select(b.model, spec.source, spec.path + ".source");
    b.ends.target = select(b.model, spec.target, spec.path + ".target");
    warn_if_silent(b.model, b.ends.source, spec.source, spec.path + ".source");
    if (b.ends.target.population->equations.empty())
        refuse(spec.target, spec.path + ".target",
               format("{} cannot be a target: it has no variables", b.ends.target.name));
}

}  // namespace

void build_connection(Model& model, const ConnectionSpec& spec) {
    refuse_plasticity(spec);
    Synapses& synapses = model.network().synapses.emplace_back();
    synapses.name = spec.name;
    synapses.clock = model.clock;
    Building b{model, spec, {}, {}, synapses};
    select_ends(b);
    synapses.n_sources = b.ends.n_rows();
    CodeBlock code;
    bool sound = false;
    if (!read_rule_and_code(b, code, sound)) return;
    if (sound) check_memory(b);
    if (sound && model.options->purpose == CompileOptions::Purpose::Run) draw_synapses(b);
    add_columns(b);
    set_initial(b);
    // Last, since delays may read synaptic variables, and sorting by delay takes all columns along.
    std::int64_t delay = 0;
    sound &= model.diagnostics->attempt(spec.path + ".delay", [&] { delay = set_delays_of(b); });
    if (!sound) return;
    finish_blocks(synapses, code);
    model.explain(spec.path, format("{} -> {}, {}: {} synapse{}", b.ends.source.name,
                                    b.ends.target.name, rule_text(spec.connect), synapses.size(),
                                    synapses.size() == 1 ? "" : "s"));
    build_pathway(model, spec, b.ends, code, synapses, delay);
    model.compiled.connections.push_back({spec.name, synapses.size()});
}

}  // namespace brian
