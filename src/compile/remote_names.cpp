#include "compile/remote_names.h"

#include "base/format.h"
#include "language/analysis.h"

namespace brian {

namespace {

/// A variable of a group of the model by its full name.
struct RemoteName {
    const Population* population = nullptr;
    std::string variable;
};

std::optional<RemoteName> remote_name(const Model& model, const std::string& text) {
    const std::size_t dot = text.find('.');
    if (dot == std::string::npos) return std::nullopt;
    const auto found = model.populations.find(text.substr(0, dot));
    if (found == model.populations.end() || found->second.state == nullptr) return std::nullopt;
    return RemoteName{&found->second, text.substr(dot + 1)};
}

/// Whether a subexpression has one value for the whole group.
bool is_known_remotely(const Population& population, const Equation& equation) {
    if (equation.has_flag("linked")) return false;
    if (population.size != 1 && !equation.has_flag("shared")) return false;
    return !equation.expression.exists() || !draws(equation.expression)
           || equation.has_flag("constant over dt");
}

Symbol remote_symbol(const Population& population, const std::string& variable) {
    Symbol symbol = *population.scope.find(variable);
    symbol.shared = true;
    if (population.held_while_refractory.contains(variable)) {
        symbol.writable = false;
        symbol.why_not_writable =
            format("flagged (unless refractory): only code of {} may change it", population.name);
    }
    return symbol;
}

}  // namespace

void define_remote_names(const Model& model, const Population& own, Scope& scope) {
    for (const auto& [name_of_group, population] : model.populations) {
        if (&population == &own || population.state == nullptr) continue;
        for (const Equation& equation : population.equations)
            if (equation.kind != EquationKind::Alias && is_known_remotely(population, equation)
                && population.scope.find(equation.variable) != nullptr)
                scope.define(format("{}.{}", name_of_group, equation.variable),
                             remote_symbol(population, equation.variable));
    }
}

std::optional<Expr> remote_meaning(const Model& model, const std::string& text) {
    const auto remote = remote_name(model, text);
    if (!remote) return std::nullopt;
    const Population& population = *remote->population;
    const auto meaning = meaning_in(population.equations)(remote->variable);
    if (!meaning) return name(text);
    return transform(*meaning, [&](const Expr& node) {
        const Name* n = node.as<Name>();
        const bool own = n != nullptr && population.state->find(n->text) != nullptr;
        const bool meant = n != nullptr && meaning_in(population.equations)(n->text).has_value();
        if (n != nullptr && n->text == "i") return number(0.0, {}, node.where());
        if (n != nullptr && n->text == "N") return number(population.size, {}, node.where());
        return own || meant ? name(format("{}.{}", population.name, n->text), node.where()) : node;
    });
}

std::optional<Binding> remote_binding(Model& model, const std::string& text) {
    const auto remote = remote_name(model, text);
    if (!remote) return std::nullopt;
    Column* column = remote->population->state->find(remote->variable);
    if (column == nullptr) return std::nullopt;
    Binding binding{text, Binding::Access::Shared, column->values.data(), {}, 0.0};
    binding.storage = column->values.data();
    return binding;
}

std::vector<Column*> touched_remotely(Model& model, const CodeBlock& code) {
    std::vector<Column*> columns;
    for (const std::string& target : writes_of(code)) {
        const auto remote = remote_name(model, target);
        if (!remote) continue;
        Column* column = remote->population->state->find(remote->variable);
        if (column != nullptr && remote->population->watched.contains(column))
            columns.push_back(column);
    }
    return columns;
}

}  // namespace brian
