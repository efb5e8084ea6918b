#include "compile/bind.h"

#include <algorithm>

#include "language/rewrite.h"

namespace brian {

namespace {

void add_once(std::vector<std::string>& names, const std::vector<std::string>& more) {
    for (const std::string& text : more)
        if (std::find(names.begin(), names.end(), text) == names.end()) names.push_back(text);
}

}  // namespace

std::unique_ptr<Kernel> compile_kernel(const Model& model, const CodeBlock& code,
                                       const FindBinding& find) {
    const CodeBlock block = rewrite(code);
    std::vector<std::string> names;
    std::vector<std::string> functions;
    add_once(names, writes_of(block));
    for (const Statement& statement : block) {
        add_once(names, names_in(statement.value));
        add_once(functions, functions_in(statement.value));
    }
    KernelBindings bindings;
    for (const std::string& text : names)
        if (std::optional<Binding> binding = find(text))
            bindings.names.push_back(std::move(*binding));
    for (const std::string& function : functions)
        if (const auto table = model.tables.find(function); table != model.tables.end())
            bindings.tables.push_back(table->second);
    return make_kernel(model.options->backend, block, bindings);
}

std::optional<Binding> clock_binding(Clock& clock, const std::string& name) {
    if (name == "t") return Binding{name, Binding::Access::Shared, clock.t_cell(), {}, 0.0};
    if (name == "dt") return Binding{name, Binding::Access::Shared, clock.dt_cell(), {}, 0.0};
    if (name == "_step") return Binding{name, Binding::Access::Shared, clock.step_cell(), {}, 0.0};
    return std::nullopt;
}

FindBinding bindings_of(Model& model, Population& population) {
    return [&model, &population](const std::string& name) -> std::optional<Binding> {
        if (Column* column = population.state->find(name)) {
            const auto access = column->shared ? Binding::Access::Shared : Binding::Access::Element;
            return Binding{name, access, column->values.data(), {}, 0.0};
        }
        if (name == "i" || name == "_element")
            return Binding{name, Binding::Access::ElementIndex, nullptr, {}, 0.0};
        if (const auto array = model.arrays.find(name); array != model.arrays.end())
            return Binding{name, Binding::Access::Element, array->second.data, {}, 0.0};
        return clock_binding(*population.clock, name);
    };
}

std::vector<Column*> touched(Population& population, const CodeBlock& code,
                             const std::string& suffix) {
    std::vector<Column*> columns;
    for (std::string target : writes_of(code)) {
        if (!suffix.empty()) {
            if (!target.ends_with(suffix)) continue;
            target.resize(target.size() - suffix.size());
        }
        Column* column = population.state->find(target);
        if (column != nullptr && population.watched.contains(column)) columns.push_back(column);
    }
    return columns;
}

Routine compile_routine(Model& model, Population& population, const CodeBlock& code) {
    return Routine(compile_kernel(model, code, bindings_of(model, population)),
                   touched(population, code, {}));
}

}  // namespace brian
