#include "compile/group_code.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/format.h"
#include "compile/bind.h"
#include "compile/extents.h"
#include "compile/remote_names.h"
#include "compile/resolve.h"
#include "compile/spiking.h"
#include "language/check.h"
#include "language/print.h"

namespace brian {

namespace {

Scope scope_of(const Model& model, const GroupCode& code) {
    const Population& population = *code.members.population;
    Scope scope(&population.scope);
    if (code.members.size() != population.size) {
        Symbol n = *population.scope.find("N");
        n.value = code.members.size();
        scope.define("N", n);
    }
    define_remote_names(model, population, scope);
    return scope;
}

/// The number of a member among its like.
Binding index_binding(Model& model, const Selection& members) {
    if (members.contiguous())
        return {"i",
                Binding::Access::ElementIndex,
                nullptr,
                {},
                -static_cast<double>(members.neurons.front())};
    std::vector<double> rank(members.population->size, 0.0);
    for (std::uint32_t k = 0; k < members.size(); ++k) rank[members.neurons[k]] = k;
    return {"i", Binding::Access::Element, model.keep(rank), {}, 0.0};
}

Routine routine_of(Model& model, const Selection& members, const CodeBlock& block) {
    Population& population = *members.population;
    note_writes(model, population, block, {});
    const FindBinding own = bindings_of(model, population);
    const FindBinding find = [&](const std::string& text) -> std::optional<Binding> {
        if (text == "i") return index_binding(model, members);
        if (auto remote = remote_binding(model, text)) return remote;
        return own(text);
    };
    std::vector<Column*> touches = touched(population, block, {});
    for (Column* column : touched_remotely(model, block)) touches.push_back(column);
    return Routine(compile_kernel(model, block, find), touches);
}

/// Locals that are read in another part than the one that makes them become columns of the group.
void keep_common_locals(const GroupCode& code, std::vector<Part>& parts,
                        const std::set<std::string>& shared_locals) {
    std::map<std::string, std::set<std::size_t>> used;
    for (std::size_t k = 0; k < parts.size(); ++k) {
        for (const std::string& text : writes_of(parts[k].block)) used[text].insert(k);
        for (const std::string& text : reads_of(parts[k].block)) used[text].insert(k);
    }
    Population& population = *code.members.population;
    for (const std::string& local : locals_of(parts, population)) {
        if (used[local].size() < 2) continue;
        const std::string column = format("_local_{}_{}", code.locals, local);
        if (shared_locals.contains(local))
            population.state->add_shared(column, {});
        else
            population.state->add(column, {}, population.size);
        for (Part& part : parts) part.block = substitute(part.block, {{local, name(column)}});
    }
}

std::string text_of(const std::vector<Part>& parts) {
    std::string text;
    for (const Part& part : parts) {
        text += part.extent == OperationPart::Extent::Once ? "\nonce\n" : "\nfor each neuron\n";
        text += print(part.block);
    }
    return text;
}

std::vector<OperationPart> compile_checked(Model& model, const GroupCode& code,
                                           const Scope& scope) {
    Population& population = *code.members.population;
    const Resolver::Meaning own = meaning_in(population.equations);
    Resolver resolve(model, scope, code.path, population.size,
                     [&](const std::string& text) -> std::optional<Expr> {
                         if (auto remote = remote_meaning(model, text)) return remote;
                         return own(text);
                     });
    const CodeBlock block = hold_while_refractory(population, resolve(code.statements), {});
    const Extents extents(population, block);
    std::vector<Part> parts = extents.parts();
    keep_common_locals(code, parts, extents.shared_locals());
    std::vector<OperationPart> compiled;
    compiled.reserve(parts.size());
    for (const Part& part : parts)
        compiled.push_back({routine_of(model, code.members, part.block), part.extent});
    model.explain(code.path.substr(0, code.path.rfind('.')),
                  code.path.substr(code.path.rfind('.') + 1) + text_of(parts));
    return compiled;
}

}  // namespace

std::vector<OperationPart> compile_group_code(Model& model, const GroupCode& code) {
    const Scope scope = scope_of(model, code);
    if (!check_statements(code.statements, scope, code.path, *model.diagnostics)) return {};
    std::vector<OperationPart> parts;
    model.diagnostics->attempt(code.path, [&] { parts = compile_checked(model, code, scope); });
    return parts;
}

}  // namespace brian
