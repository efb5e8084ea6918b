#include "compile/synapse_names.h"

namespace brian {

namespace {

std::string cut(const std::string& text, const std::string& suffix) {
    return text.substr(0, text.size() - suffix.size());
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

void define_index(Scope& scope, const std::string& text) {
    Symbol symbol;
    symbol.kind = Symbol::Kind::BuiltIn;
    symbol.type.kind = ValueKind::Integer;
    symbol.why_not_writable = "the index of a neuron";
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
    return source.contiguous() ? source.neurons.front() : 0;
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
    define_index(scope, "i");
    define_index(scope, "j");
    define_number(scope, "N_pre", ends.source.size());
    define_number(scope, "N_post", ends.target.size());
    for (const Equation& equation : ends.equations) {
        Symbol symbol;
        symbol.type = {equation.dimension, equation.value_kind};
        symbol.defined = equation.variable_where;
        symbol.shared = equation.has_flag("shared");
        symbol.writable =
            equation.kind == EquationKind::Parameter && !equation.has_flag("constant");
        symbol.why_not_writable = "not a variable that code may change";
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

FindBinding bindings_of(Model& model, const Ends& ends, SynapseBlock& block) {
    const IndexArray post = static_cast<const std::uint16_t*>(block.post.data());
    return [&model, &ends, &block, post](const std::string& text) -> std::optional<Binding> {
        if (Column* own = block.state.find(text))
            return part_of(*own, Binding::Access::Element, text, 0, {});
        const double first = static_cast<double>(block.first);
        if (text == "_element")
            return Binding{text, Binding::Access::ElementIndex, nullptr, {}, first};
        if (text == "i") {
            if (ends.source.contiguous())
                return Binding{text, Binding::Access::RowIndex, nullptr, {}, 0.0};
            return Binding{text, Binding::Access::Row, ranks(model, ends.source), {}, 0.0};
        }
        if (text == "j") {
            if (!ends.target.contiguous())
                return Binding{text, Binding::Access::Gathered,
                               ranks(model, ends.target) + block.targets.begin, post, 0.0};
            const double offset = static_cast<double>(block.targets.begin)
                                  - static_cast<double>(ends.target.neurons.front());
            return Binding{text, Binding::Access::GatheredIndex, nullptr, post, offset};
        }
        if (Column* column = column_with(ends.target, text, "_post"))
            return part_of(*column, Binding::Access::Gathered, text, block.targets.begin, post);
        if (Column* column = column_with(ends.source, text, "_pre"))
            return part_of(*column, Binding::Access::Row, text, first_neuron(ends.source), {});
        return clock_binding(*model.clock, text);
    };
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
        if (Column* column = column_with(ends.target, text, "_post"))
            return part_of(*column, Binding::Access::Gathered, text, 0, members);
        if (Column* column = column_with(ends.source, text, "_pre"))
            return part_of(*column, Binding::Access::Row, text, first_neuron(ends.source), {});
        return clock_binding(*model.clock, text);
    };
}

}  // namespace brian
