#include "compile/parameters.h"

#include <algorithm>
#include <filesystem>

#include "base/format.h"
#include "compile/model_values.h"
#include "compile/resolve.h"
#include "language/check.h"
#include "language/evaluate.h"
#include "language/parser.h"

namespace brian {

namespace {

/// A parameter still to be evaluated.
struct Pending {
    const NamedValue* spec = nullptr;
    Expr expression;
    std::vector<std::string> needs;  // other pending parameters
};

/// SI value and dimension of the `units` text of a dataset: "mV" -> 1e-3 volt.
Quantity unit_of_file(const std::string& units) {
    if (units.empty()) return {1.0, {}};
    const Expr one = parse_expression(whole_text("1 " + units, "units of the file"));
    return evaluate_quantity(one, Scope());
}

void define_array(Model& model, const NamedValue& parameter) {
    ListOfQuantities list;
    if (parameter.value.kind == Value::Kind::List) {
        list = read_list(model, parameter.value);
    } else {
        const DataArray data = read_file(model, parameter.value);
        const Quantity unit = unit_of_file(data.units);
        list.dimension = unit.dimension;
        list.array = {data.values, data.shape};
        for (double& value : list.array.values) value *= unit.value;
    }
    Symbol symbol;
    symbol.kind = Symbol::Kind::Array;
    symbol.type.dimension = list.dimension;
    symbol.defined = parameter.name_where;
    symbol.why_not_writable = "a parameter of the model";
    model.globals.define(parameter.name, symbol);
    double* data = model.keep(list.array.values);
    model.arrays[parameter.name] = {std::move(list.array), list.dimension, data};
}

void define_constant(Model& model, const Pending& pending) {
    Symbol symbol;
    symbol.kind = Symbol::Kind::Constant;
    symbol.shared = true;
    symbol.type = check(pending.expression, model.globals);
    symbol.value = evaluate(pending.expression, model.globals);
    symbol.defined = pending.spec->name_where;
    symbol.why_not_writable = "a parameter of the model";
    model.globals.define(pending.spec->name, symbol);
}

[[noreturn]] void report_cycle(const std::vector<Pending>& rest) {
    // Follow the first need of each until a name comes again: that loop is a cycle.
    std::vector<const Pending*> path{&rest.front()};
    const auto find = [&](const std::string& name) {
        return &*std::find_if(rest.begin(), rest.end(),
                              [&](const Pending& p) { return p.spec->name == name; });
    };
    while (true) {
        const Pending* next = find(path.back()->needs.front());
        const auto seen = std::find(path.begin(), path.end(), next);
        path.push_back(next);
        if (seen == path.end() - 1) continue;
        const auto first = std::find(path.begin(), path.end() - 1, next);
        std::vector<std::string> names;
        for (auto p = first; p != path.end(); ++p) names.push_back((*p)->spec->name);
        throw ModelError({.message = format("parameters depend on each other in a circle: {}",
                                            join(names, " -> ")),
                          .where = next->expression.where(),
                          .path = "parameters." + next->spec->name,
                          .hint = "give one of them a value of its own",
                          .notes = {}});
    }
}

std::vector<Pending> parse_constants(Model& model) {
    std::vector<Pending> pending;
    for (const NamedValue& parameter : model.spec->parameters) {
        if (parameter.value.kind != Value::Kind::Scalar) continue;
        model.diagnostics->attempt("parameters." + parameter.name, [&] {
            pending.push_back({&parameter,
                               write_out_functions(expression_of(parameter.value), model.functions),
                               {}});
        });
    }
    for (Pending& one : pending)
        for (const std::string& name : names_in(one.expression))
            if (std::any_of(pending.begin(), pending.end(),
                            [&](const Pending& other) { return other.spec->name == name; }))
                one.needs.push_back(name);
    return pending;
}

}  // namespace

DataArray read_file(const Model& model, const Value& value) {
    const auto text = [&](const char* key) {
        const Value* field = value.find(key);
        return field == nullptr ? std::string() : std::string(field->text());
    };
    const Value* file = value.find("file");
    if (file == nullptr)
        throw ModelError(
            {.message = "no file is named here",
             .where = value.where,
             .path = value.path,
             .hint = "write {file: data.h5, dataset: /x} or {file: data.csv, column: x}",
             .notes = {}});
    const std::filesystem::path path(text("file"));
    const std::filesystem::path whole =
        path.is_absolute() ? path : std::filesystem::path(model.folder) / path;
    return model.options->read({whole.string(), text("dataset"), text("column"), file->where});
}

void read_parameters(Model& model) {
    for (const NamedValue& parameter : model.spec->parameters)
        if (parameter.value.kind == Value::Kind::Map)
            model.diagnostics->attempt("parameters." + parameter.name,
                                       [&] { define_array(model, parameter); });
    std::vector<Pending> pending = parse_constants(model);
    while (!pending.empty()) {
        const auto ready = std::find_if(pending.begin(), pending.end(),
                                        [](const Pending& p) { return p.needs.empty(); });
        if (ready == pending.end()) {
            model.diagnostics->attempt("parameters", [&] { report_cycle(pending); });
            break;
        }
        const Pending next = *ready;
        pending.erase(ready);
        model.diagnostics->attempt("parameters." + next.spec->name,
                                   [&] { define_constant(model, next); });
        for (Pending& other : pending) std::erase(other.needs, next.spec->name);
    }
    for (const NamedValue& parameter : model.spec->parameters)
        if (parameter.value.kind == Value::Kind::List)
            model.diagnostics->attempt("parameters." + parameter.name,
                                       [&] { define_array(model, parameter); });
}

namespace {

ScopeFunction signature_of(const FunctionSpec& spec, Scope& inner) {
    ScopeFunction signature;
    for (const NamedValue& argument : spec.arguments) {
        const DeclaredUnit unit = parse_unit(argument.value.where);
        signature.arguments.push_back({unit.dimension, unit.kind});
        Symbol symbol;
        symbol.type = signature.arguments.back();
        symbol.defined = argument.name_where;
        symbol.why_not_writable = "an argument of the function";
        inner.define(argument.name, symbol);
    }
    if (spec.returns) {
        const DeclaredUnit unit = parse_unit(*spec.returns);
        signature.value = {unit.dimension, unit.kind};
    }
    return signature;
}

void parse_function(Model& model, const FunctionSpec& spec) {
    if (!spec.expression)
        throw ModelError({.message = format("function '{}' has no expression", spec.name),
                          .where = spec.where,
                          .path = spec.path,
                          .hint = "write expression: ... below it",
                          .notes = {}});
    Scope inner;
    model.globals.define_function(spec.name, signature_of(spec, inner));
    UserFunction function;
    for (const NamedValue& argument : spec.arguments) function.arguments.push_back(argument.name);
    // A function may call those before it, never itself or a later one: calls are written out here.
    function.expression = write_out_functions(parse_expression(*spec.expression), model.functions);
    model.functions[spec.name] = std::move(function);
}

void check_function(Model& model, const FunctionSpec& spec) {
    Scope inner(&model.globals);
    const ScopeFunction signature = signature_of(spec, inner);
    const ValueType type = check(model.functions.at(spec.name).expression, inner);
    if (type.dimension == signature.value.dimension) return;
    throw ModelError(
        {.message = format("function '{}' returns {} but its expression is {}", spec.name,
                           with_article(signature.value.dimension), with_article(type.dimension)),
         .where = *spec.expression,
         .path = spec.path + ".expression",
         .hint = "correct `returns` or the expression",
         .notes = {}});
}

}  // namespace

void read_functions(Model& model) {
    for (const FunctionSpec& spec : model.spec->functions)
        model.diagnostics->attempt(spec.path, [&] { parse_function(model, spec); });
}

void check_functions(Model& model) {
    for (const FunctionSpec& spec : model.spec->functions)
        if (model.functions.contains(spec.name))
            model.diagnostics->attempt(spec.path, [&] { check_function(model, spec); });
}

}  // namespace brian
