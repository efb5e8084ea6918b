#include "compile/synapse_names.h"

#include <algorithm>

#include "compile/linked_ends.h"
#include "compile/synapse_ends.h"

namespace brian {

namespace {

std::string cut(const std::string& text, const std::string& suffix) {
    return text.substr(0, text.size() - suffix.size());
}

bool is_variable(const Equation& equation) {
    return equation.kind == EquationKind::Parameter || equation.kind == EquationKind::Differential;
}

const Equation* find_equation(const Equations& equations, const std::string& variable) {
    for (const Equation& equation : equations)
        if (equation.variable == variable) return &equation;
    return nullptr;
}

/// Whether `text` names something of the population (a column, alias or subexpression).
bool belongs(const Population& population, const std::string& text) {
    return find_equation(population.equations, text) != nullptr
           || (population.state != nullptr && population.state->find(text) != nullptr);
}

void define_end(Scope& scope, const Selection& end, const std::string& suffix) {
    const Population& population = *end.population;
    std::vector<std::string> names{"lastspike", "not_refractory"};
    for (const Equation& equation : population.equations) names.push_back(equation.variable);
    for (const std::string& text : names) {
        const Symbol* symbol = population.scope.find(text);
        if (symbol == nullptr || !belongs(population, text)) continue;
        scope.define(text + suffix, *symbol);
        if (suffix == "_post" && scope.find(text) == nullptr) scope.define(text, *symbol);
    }
}

void define_number(Scope& scope, const std::string& text, double value) {
    Symbol symbol;
    symbol.kind = Symbol::Kind::Constant;
    symbol.type.kind = ValueKind::Integer;
    symbol.shared = true;
    symbol.value = value;
    symbol.why_not_writable = "a number of neurons";
    scope.define(text, symbol);
}

void define_built_in(Scope& scope, const std::string& text, const ValueType& type,
                     const std::string& what) {
    Symbol symbol;
    symbol.kind = Symbol::Kind::BuiltIn;
    symbol.type = type;
    symbol.why_not_writable = what;
    scope.define(text, symbol);
}

/// The expression of a subexpression or alias of one end with that end's suffix on its variables.
std::optional<Expr> suffixed(const Population& population, const std::string& variable,
                             const std::string& suffix) {
    const auto meaning = meaning_in(population.equations)(variable);
    if (!meaning) return std::nullopt;
    return transform(*meaning, [&](const Expr& node) {
        const Name* n = node.as<Name>();
        if (n == nullptr || !belongs(population, n->text)) return node;
        return name(n->text + suffix, node.where());
    });
}

/// Where rows of the source begin in its columns.
std::uint32_t first_neuron(const Selection& source) {
    return source.contiguous() && !source.neurons.empty() ? source.neurons.front() : 0;
}

/// The values of a column from `begin` on. Naming the whole array lets the kernel see when two
/// names stand for overlapping parts of it (v_pre and v_post of one group).
Binding part_of(Column& column, Binding::Access access, std::string text, std::uint32_t begin,
                IndexArray index) {
    Binding binding;
    binding.name = std::move(text);
    binding.access = column.shared ? Binding::Access::Shared : access;
    binding.data = column.values.data() + (column.shared ? 0 : begin);
    binding.storage = column.values.data();
    if (!column.shared) binding.index = index;
    return binding;
}

Column* column_with(const Selection& end, const std::string& text, const std::string& suffix) {
    if (end.population->state == nullptr || !text.ends_with(suffix)) return nullptr;
    return end.population->state->find(cut(text, suffix));
}

bool is_variable_of_synapses(const Selection& end, const std::string& text,
                             const std::string& suffix) {
    return end.population->synapses != nullptr && text.ends_with(suffix)
           && belongs(*end.population, cut(text, suffix));
}

/// A name of synaptic code, and how the code goes through the synapses.
struct Wanted {
    const std::string& text;
    Visit visit;
};

/// Values of the targets, as a synapse finds them.
Binding by_target(const SynapseBlock& block, Binding values) {
    if (values.access == Binding::Access::Gathered) values.counts_from = block.targets_count_from;
    return values;
}

/// j and variables of the target.
std::optional<Binding> target_binding(Model& model, const Ends& ends, const SynapseBlock& block,
                                      const std::string& text) {
    if (text == "j") {
        const bool synapses = ends.target.population->synapses != nullptr;
        if (synapses || !ends.target.contiguous())
            return Binding{text, Binding::Access::Gathered,
                           synapses ? target_numbers(model, ends, block)
                                    : ranks(model, ends.target) + block.targets.begin,
                           block.target_index(), 0.0};
        const double offset = static_cast<double>(block.targets.begin)
                              - static_cast<double>(ends.target.neurons.front());
        return Binding{text, Binding::Access::GatheredIndex, nullptr, block.target_index(), offset};
    }
    if (auto linked = linked_binding(model, ends, block, text)) return linked;
    if (!text.ends_with("_post")) return std::nullopt;
    if (Column* column = target_column(ends, block, cut(text, "_post")))
        return by_target(block, part_of(*column, Binding::Access::Gathered, text,
                                        block.targets.begin, block.target_index()));
    return std::nullopt;
}

/// Values by row, wherever the code finds the row of a synapse.
Binding by_row(const SynapseBlock& block, const Wanted& wanted, double* values) {
    if (wanted.visit == Visit::Rows) return {wanted.text, Binding::Access::Row, values, {}, 0.0};
    return {wanted.text, Binding::Access::Gathered, values,
            static_cast<const std::uint32_t*>(block.pre.data()), 0.0};
}

/// i and variables of the source.
std::optional<Binding> source_binding(Model& model, const Ends& ends, const SynapseBlock& block,
                                      const Wanted& wanted) {
    if (wanted.text == "i") {
        if (!ends.source.contiguous()) return by_row(block, wanted, ranks(model, ends.source));
        Binding binding = by_row(block, wanted, nullptr);
        binding.access = wanted.visit == Visit::Rows ? Binding::Access::RowIndex
                                                     : Binding::Access::GatheredIndex;
        return binding;
    }
    if (is_variable_of_synapses(ends.source, wanted.text, "_pre"))
        return by_row(block, wanted, mirror(model, ends, cut(wanted.text, "_pre")));
    Column* column = column_with(ends.source, wanted.text, "_pre");
    if (column == nullptr) return std::nullopt;
    const Binding row = by_row(block, wanted, nullptr);
    return part_of(*column, row.access, wanted.text, first_neuron(ends.source), row.index);
}

/// Synapses of each row.
std::vector<double> counts_by_row(const Ends& ends) {
    std::vector<double> n(ends.n_rows(), 0.0);
    for (const SynapseBlock& block : ends.synapses->blocks)
        for (std::size_t i = 0; i < n.size(); ++i)
            n[i] += block.by_source.begin[i + 1] - block.by_source.begin[i];
    return n;
}

/// Synapses onto each target of the block, which has all of them.
std::vector<double> counts_by_target(const SynapseBlock& block) {
    std::vector<double> n(std::max<std::size_t>(block.targets.size(), 1), 0.0);
    for (std::uint32_t e = 0; e < block.size(); ++e) ++n[block.target(e)];
    return n;
}

std::optional<Binding> count_binding(Model& model, const Ends& ends, const SynapseBlock& block,
                                     const Wanted& wanted) {
    if (wanted.text == "N_outgoing") return by_row(block, wanted, model.keep(counts_by_row(ends)));
    return by_target(block, {wanted.text, Binding::Access::Gathered,
                             model.keep(counts_by_target(block)), block.target_index(), 0.0});
}

/// Columns of target synapses that the code writes: no constants any more, and watched by the
/// preparation of their own equations.
std::vector<Column*> touched_synapses(const Ends& ends, const SynapseBlock& block,
                                      const CodeBlock& code) {
    std::vector<Column*> touches;
    const Ends* targets = ends.target.population->synapses;
    for (const std::string& text : writes_of(code)) {
        if (targets == nullptr || !text.ends_with("_post")) continue;
        Column* column = target_column(ends, block, cut(text, "_post"));
        if (column == nullptr) continue;
        column->constant = false;
        if (targets->watched.contains(column->name)) touches.push_back(column);
    }
    return touches;
}

}  // namespace

std::uint32_t Ends::n_rows() const {
    return source.contiguous() ? source.size() : source.population->size;
}

std::uint32_t Ends::row_of(std::uint32_t member) const {
    return source.contiguous() ? member : source.neurons[member];
}

double* ranks(Model& model, const Selection& selection) {
    std::vector<double> rank(selection.population->size, 0.0);
    for (std::uint32_t k = 0; k < selection.size(); ++k) rank[selection.neurons[k]] = k;
    return model.keep(rank);
}

Scope scope_of(const Model& model, const Ends& ends) {
    Scope scope(&model.globals);
    Symbol time;
    time.kind = Symbol::Kind::BuiltIn;
    time.type.dimension = dimensions::second();
    time.shared = true;
    time.why_not_writable = "the time";
    scope.define("t", time);
    scope.define("dt", time);
    for (const char* index : {"i", "j"})
        define_built_in(scope, index, {{}, ValueKind::Integer}, "the index of a neuron");
    define_built_in(scope, "lastupdate", {dimensions::second(), ValueKind::Real},
                    "set by every pathway");
    for (const char* count : {"N_incoming", "N_outgoing"})
        define_built_in(scope, count, {{}, ValueKind::Integer}, "a number of synapses");
    define_number(scope, "N_pre", ends.source.size());
    define_number(scope, "N_post", ends.target.size());
    for (const Equation& equation : ends.equations) {
        Symbol symbol;
        symbol.type = {equation.dimension, equation.value_kind};
        symbol.defined = equation.variable_where;
        symbol.shared = equation.has_flag("shared");
        symbol.writable = is_variable(equation) && !equation.has_flag("constant");
        symbol.why_not_writable =
            equation.has_flag("constant")
                ? "flagged (constant): it gets its value under `initial` alone"
                : "a subexpression: it is computed from other variables";
        scope.define(equation.variable, symbol);
    }
    define_end(scope, ends.source, "_pre");
    define_end(scope, ends.target, "_post");
    return scope;
}

Resolver::Meaning meaning_of(const Ends& ends) {
    return [&ends](const std::string& text) -> std::optional<Expr> {
        if (auto own = meaning_in(ends.equations)(text)) return own;
        if (find_equation(ends.equations, text) != nullptr) return std::nullopt;
        if (text.ends_with("_pre"))
            return suffixed(*ends.source.population, cut(text, "_pre"), "_pre");
        if (text.ends_with("_post"))
            return suffixed(*ends.target.population, cut(text, "_post"), "_post");
        if (belongs(*ends.target.population, text)) return name(text + "_post");
        return std::nullopt;
    };
}

FindBinding bindings_of(Model& model, const Ends& ends, SynapseBlock& block, Visit visit,
                        Clock* clock) {
    if (clock == nullptr) clock = ends.synapses->clock;
    return
        [&model, &ends, &block, visit, clock](const std::string& text) -> std::optional<Binding> {
            if (Column* own = block.state.find(text))
                return part_of(*own, Binding::Access::Element, text, 0, {});
            for (StateTable* one : {&ends.synapses->shared, &ends.synapses->same})
                if (Column* own = one->find(text))
                    return part_of(*own, Binding::Access::Shared, text, 0, {});
            if (Column* own = block.of_sources.find(text))
                return by_neuron(block, Pathway::End::Source, visit, text, own->values.data());
            if (Column* own = block.of_targets.find(text))
                return by_neuron(block, Pathway::End::Target, visit, text, own->values.data());
            const double first = static_cast<double>(block.first);
            if (text == "_element")
                return Binding{text, Binding::Access::ElementIndex, nullptr, {}, first};
            if (text == "N_incoming" || text == "N_outgoing")
                return count_binding(model, ends, block, {text, visit});
            if (auto target = target_binding(model, ends, block, text)) return target;
            if (auto source = source_binding(model, ends, block, {text, visit})) return source;
            return clock_binding(*clock, text);
        };
}

FindBinding bindings_of(Model& model, const NeuronCode& code) {
    const FindBinding of_synapses =
        bindings_of(model, code.ends, code.block, Visit::Rows, code.clock);
    return [of_synapses](const std::string& text) -> std::optional<Binding> {
        std::optional<Binding> binding = of_synapses(text);
        if (!binding) return std::nullopt;
        using Access = Binding::Access;
        const Access access = binding->access;
        if (access == Access::Row || access == Access::Gathered) binding->access = Access::Element;
        if (access == Access::RowIndex || access == Access::GatheredIndex)
            binding->access = Access::ElementIndex;
        binding->index = {};
        return binding;
    };
}

Column* find_column(Synapses& synapses, SynapseBlock& block, const std::string& variable) {
    if (Column* own = block.find(variable)) return own;
    if (Column* shared = synapses.shared.find(variable)) return shared;
    return synapses.same.find(variable);
}

Binding by_neuron(const SynapseBlock& block, Pathway::End end, Visit visit, const std::string& name,
                  double* values) {
    if (end == Pathway::End::Source) return by_row(block, {name, visit}, values);
    return by_target(block, {name, Binding::Access::Gathered, values, block.target_index(), 0.0});
}

Routine compile_routine(Model& model, const Ends& ends, SynapseBlock& block, const CodeBlock& code,
                        Visit visit, Clock* clock) {
    if (block.size() == 0) return {};
    if (visit == Visit::Elements && block.pre.empty()) note_sources(block);
    return compile_routine(model, ends, block, code, bindings_of(model, ends, block, visit, clock));
}

Routine compile_routine(Model& model, const Ends& ends, SynapseBlock& block, const CodeBlock& code,
                        const FindBinding& find) {
    std::vector<Column*> touches = touched(*ends.target.population, code, "_post");
    if (ends.source.population->state != nullptr) {
        const std::vector<Column*> more = touched(*ends.source.population, code, "_pre");
        touches.insert(touches.end(), more.begin(), more.end());
    }
    const std::vector<Column*> others = touched_synapses(ends, block, code);
    touches.insert(touches.end(), others.begin(), others.end());
    for (const std::string& text : writes_of(code)) {
        if (!ends.watched.contains(text)) continue;
        Column* own = block.state.find(text);
        touches.push_back(own != nullptr ? own : ends.synapses->shared.find(text));
    }
    return Routine(compile_kernel(model, code, find), touches);
}

void note_writes(Model& model, const Ends& ends, const CodeBlock& code) {
    note_writes(model, *ends.target.population, code, "_post");
    note_writes(model, *ends.source.population, code, "_pre");
}

void release(Synapses& synapses, const CodeBlock& code) {
    for (const std::string& text : writes_of(code)) {
        if (Column* shared = synapses.shared.find(text)) shared->constant = false;
        for (SynapseBlock& block : synapses.blocks)
            if (Column* column = block.state.find(text)) column->constant = false;
    }
}

std::set<std::string> shared_names(const Ends& ends) {
    std::set<std::string> names{"t", "dt", "_step"};
    for (const Column& column : ends.synapses->shared.columns()) names.insert(column.name);
    for (const auto& [end, suffix] : {std::pair(&ends.source, "_pre"), {&ends.target, "_post"}}) {
        if (end->population->state == nullptr) continue;
        for (const Column& column : end->population->state->columns())
            if (column.shared) names.insert(column.name + suffix);
    }
    return names;
}

FindBinding pair_bindings(Model& model, const Ends& ends) {
    const IndexArray members = static_cast<const std::uint32_t*>(ends.target.neurons.data());
    return [&model, &ends, members](const std::string& text) -> std::optional<Binding> {
        if (text == "j" || text == "_element")
            return Binding{text, Binding::Access::ElementIndex, nullptr, {}, 0.0};
        if (text == "_step") return Binding{text, Binding::Access::RowIndex, nullptr, {}, 0.0};
        if (text == "i") {
            if (ends.source.contiguous())
                return Binding{text, Binding::Access::RowIndex, nullptr, {}, 0.0};
            return Binding{text, Binding::Access::Row, ranks(model, ends.source), {}, 0.0};
        }
        if (auto linked = linked_pair_binding(model, ends, text)) return linked;
        if (Column* column = column_with(ends.target, text, "_post"))
            return part_of(*column, Binding::Access::Gathered, text, 0, members);
        if (Column* column = column_with(ends.source, text, "_pre"))
            return part_of(*column, Binding::Access::Row, text, first_neuron(ends.source), {});
        return clock_binding(*model.clock, text);
    };
}

}  // namespace brian
