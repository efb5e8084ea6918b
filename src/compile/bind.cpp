#include "compile/bind.h"

#include <algorithm>

#include "base/format.h"
#include "compile/links.h"
#include "language/rewrite.h"

namespace brian {

namespace {

void add_once(std::vector<std::string>& names, const std::vector<std::string>& more) {
    for (const std::string& text : more)
        if (std::find(names.begin(), names.end(), text) == names.end()) names.push_back(text);
}

[[noreturn]] void refuse_written_sum(const Statement& statement, const SourceSpan& summed) {
    throw ModelError(
        {.message =
             format("'{}' is a sum over synapses, so no other code may write it", statement.target),
         .where = statement.target_where,
         .path = {},
         .hint = "use another variable for one of them, and add them up in the equations",
         .notes = {{"summed here", summed}}});
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
        else if (const auto cell = model.cells.find(text); cell != model.cells.end())
            bindings.names.push_back(
                {text, Binding::Access::Shared, cell->second->values.data(), {}, 0.0});
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
        if (const auto link = population.links.find(name); link != population.links.end())
            return link_binding(link->second, name);
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
    if (population.state == nullptr) return columns;
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

void note_writes(Model& model, Population& population, const CodeBlock& code,
                 const std::string& suffix) {
    if (population.state == nullptr) return;
    for (const Statement& statement : code) {
        if (!statement.target_where.somewhere() || !statement.target.ends_with(suffix)) continue;
        const Column* column = population.state->find(
            statement.target.substr(0, statement.target.size() - suffix.size()));
        if (column == nullptr) continue;
        model.written.emplace(column, statement.target_where);
        const auto summed = model.summed.find(column);
        if (summed != model.summed.end()) refuse_written_sum(statement, summed->second);
    }
}

Routine compile_routine(Model& model, Population& population, const CodeBlock& code) {
    note_writes(model, population, code, {});
    return Routine(compile_kernel(model, code, bindings_of(model, population)),
                   touched(population, code, {}));
}

}  // namespace brian
