#include "compile/changing_parameters.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "base/suggest.h"
#include "compile/bind.h"
#include "compile/model_values.h"
#include "compile/resolve.h"
#include "language/analysis.h"
#include "language/check.h"

namespace brian {

namespace {

constexpr std::string_view prefix = "parameters.";

void note_in(const Value& phases, std::map<std::string, SourceSpan>& changing) {
    for (const Value& phase : phases.items) {
        for (const char* key : {"set", "loop"})
            if (const Value* changes = phase.find(key))
                for (const Entry& entry : changes->entries)
                    if (entry.key.starts_with(prefix))
                        changing.emplace(entry.key.substr(prefix.size()), entry.key_where);
        if (const Value* within = phase.find("phases")) note_in(*within, changing);
    }
}

/// The first changing parameter that the expression reads; user functions are written out.
const std::pair<const std::string, SourceSpan>* changing_name(const Model& model,
                                                              const Expr& expr) {
    for (const std::string& text : names_in(write_out_functions(expr, model.functions)))
        for (const auto& one : model.changing)
            if (text == one.first || text == cell_name(one.first)) return &one;
    return nullptr;
}

/// The assignment with everything that has to be computed anew, in order.
CodeBlock with_consequences(const Model& model, const std::string& parameter, const Expr& value) {
    CodeBlock code{assign(cell_name(parameter), value)};
    std::vector<std::string> moved{parameter};
    for (const ChangingParameter& other : model.changing_parameters) {
        const std::vector<std::string> read = names_in(other.expression);
        const bool follows = std::any_of(moved.begin(), moved.end(), [&](const std::string& one) {
            return std::find(read.begin(), read.end(), one) != read.end();
        });
        if (!follows) continue;
        moved.push_back(other.name);
        Resolver resolve(model, model.globals, "parameters." + other.name, 1,
                         [](const std::string&) { return std::nullopt; });
        code.push_back(assign(cell_name(other.name), resolve(other.expression)));
    }
    return code;
}

void need_finite(const std::vector<Column*>& columns, const std::string& path) {
    for (const Column* column : columns)
        if (!std::isfinite(column->values[0]))
            throw SimulationError(
                format("{} makes the parameter '{}' {}", path, column->name,
                       std::isnan(column->values[0]) ? "not a number" : "infinite"),
                "it divides by zero, or leaves the domain of a function");
}

}  // namespace

std::string cell_name(const std::string& parameter) {
    return "_parameter_" + parameter;
}

void note_changing_parameters(Model& model) {
    note_in(model.spec->run.protocol, model.changing);
}

bool changes(const Model& model, const Expr& expr) {
    return changing_name(model, expr) != nullptr;
}

void add_changing_parameter(Model& model, const std::string& parameter, const Expr& expression,
                            const Symbol& symbol) {
    Column& cell = model.network().parameters.add_shared(parameter, symbol.type.dimension,
                                                         symbol.value.value_or(0.0));
    model.cells[cell_name(parameter)] = &cell;
    model.changing_parameters.push_back({parameter, expression});
    Symbol changing = symbol;
    changing.kind = Symbol::Kind::BuiltIn;
    changing.value.reset();
    changing.why_not_constant =
        format("it is changed while the model runs, by {}", model.changing.at(parameter).text());
    model.globals.define(parameter, changing);
    model.globals.define(cell_name(parameter), changing);
}

std::function<void()> parameter_assignment(Model& model, const NamedValue& given,
                                           const std::string& path) {
    const auto cell = model.cells.find(cell_name(given.name));
    if (cell == model.cells.end()) {
        std::vector<std::string> known;
        for (const NamedValue& parameter : model.spec->parameters) known.push_back(parameter.name);
        const bool array = std::find(known.begin(), known.end(), given.name) != known.end();
        throw ModelError({.message = array ? format("'{}' is no parameter with one value, and only "
                                                    "those can be set",
                                                    given.name)
                                           : format("there is no parameter '{}'", given.name),
                          .where = given.name_where,
                          .path = {},
                          .hint = array ? std::string() : did_you_mean(given.name, known),
                          .notes = {}});
    }
    const Expr expr = expression_of(given.value);
    check_dimension(expr, model.globals, cell->second->dimension,
                    format("the new value of '{}'", given.name), BareZero::Allowed);
    Resolver resolve(model, model.globals, path, 1,
                     [](const std::string&) { return std::nullopt; });
    const CodeBlock code = with_consequences(model, given.name, resolve(expr));
    std::vector<Column*> written;
    for (const std::string& target : writes_of(code)) written.push_back(model.cells.at(target));
    const FindBinding find = [&model](const std::string& name) -> std::optional<Binding> {
        if (name == "_element") return Binding{name, Binding::Access::ElementIndex, nullptr, {}, 0};
        return clock_binding(*model.clock, name);
    };
    Routine& routine =
        model.network().routines.emplace_back(Routine(compile_kernel(model, code, find), written));
    return [&routine, written, path] {
        routine.run(IndexRange{0, 1});
        need_finite(written, path);
    };
}

void need_unchanging(const Model& model, const Expr& expr, const std::string& what) {
    const auto* found = changing_name(model, expr);
    if (found == nullptr) return;
    throw ModelError(
        {.message = format("{} is computed once, but '{}' changes while the model runs", what,
                           found->first),
         .where = expr.where(),
         .path = {},
         .hint = "use another parameter here, or do not change this one",
         .notes = {{"changed here", found->second}}});
}

}  // namespace brian
