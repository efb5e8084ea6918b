#include "compile/parameters.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "base/format.h"
#include "compile/changing_parameters.h"
#include "compile/model_values.h"
#include "compile/resolve.h"
#include "language/analysis.h"
#include "language/check.h"
#include "language/evaluate.h"
#include "language/parser.h"
#include "language/reserved.h"

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

/// Evaluates one parameter; when that fails, what reads it is not blamed for it.
template <class Work>
void attempt(Model& model, const NamedValue& parameter, Work&& work) {
    const bool done = model.diagnostics->attempt("parameters." + parameter.name, [&] {
        need_free_name(parameter.name_where, parameter.name);
        work();
    });
    if (done) return;
    Symbol failed;
    failed.kind = Symbol::Kind::Failed;
    failed.defined = parameter.name_where;
    model.globals.define(parameter.name, failed);
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
    symbol.value = evaluate(pending.expression, model.at_start);
    if (!std::isfinite(*symbol.value))
        throw ModelError(
            {.message = format("the value of '{}' is {}", pending.spec->name,
                               std::isnan(*symbol.value) ? "not a number" : "infinite"),
             .where = pending.expression.where(),
             .path = {},
             .hint = "it divides by zero, or leaves the domain of a function",
             .notes = {}});
    symbol.defined = pending.spec->name_where;
    symbol.why_not_writable = "a parameter of the model";
    const std::string& name = pending.spec->name;
    model.at_start.define(name, symbol);
    model.globals.define(name, symbol);
    for (const std::string& read : names_in(pending.expression))
        if (const auto cause = model.changing.find(read); cause != model.changing.end())
            model.changing.emplace(name, cause->second);
    if (model.changing.contains(name))
        add_changing_parameter(model, name, pending.expression, symbol);
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
        path.push_back(next);
        const auto first = std::find(path.begin(), path.end() - 1, next);
        if (first == path.end() - 1) continue;
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
        attempt(model, parameter, [&] {
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

void need_free_name(const SourceSpan& where, const std::string& name) {
    const bool suffixed = name.ends_with("_pre") || name.ends_with("_post");
    const std::string reason = suffixed ? why_reserved(name) : why_reserved_in_equations(name);
    if (reason.empty()) return;
    throw ModelError({.message = format("'{}' cannot be defined here", name),
                      .where = where,
                      .path = {},
                      .hint = reason + "; choose another name",
                      .notes = {}});
}

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
    note_changing_parameters(model);
    const std::vector<NamedValue>& parameters = model.spec->parameters;
    for (const NamedValue& parameter : parameters)
        if (parameter.value.kind == Value::Kind::Map)
            attempt(model, parameter, [&] { define_array(model, parameter); });
    std::vector<Pending> pending = parse_constants(model);
    while (!pending.empty()) {
        const auto ready = std::find_if(pending.begin(), pending.end(),
                                        [](const Pending& p) { return p.needs.empty(); });
        if (ready == pending.end()) {
            for (const Pending& one : pending)
                attempt(model, *one.spec, [&] { report_cycle(pending); });
            break;
        }
        const Pending next = *ready;
        pending.erase(ready);
        attempt(model, *next.spec, [&] { define_constant(model, next); });
        for (Pending& other : pending) std::erase(other.needs, next.spec->name);
    }
    for (const NamedValue& parameter : parameters)
        if (parameter.value.kind == Value::Kind::List)
            attempt(model, parameter, [&] { define_array(model, parameter); });
}

namespace {

ScopeFunction signature_of(const FunctionSpec& spec, Scope& inner) {
    ScopeFunction signature;
    for (const NamedValue& argument : spec.arguments) {
        need_free_name(argument.name_where, argument.name);
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

/// Functions are written out in their order, so that none can call itself, directly or not.
void refuse_later_functions(const Model& model, const FunctionSpec& spec, const Expr& expression) {
    const std::vector<std::string> called = functions_in(expression);
    for (const FunctionSpec& other : model.spec->functions) {
        if (std::find(called.begin(), called.end(), other.name) == called.end()) continue;
        if (other.name != spec.name && model.globals.find_function(other.name) != nullptr)
            give_up(*spec.expression, other.name);
        throw ModelError(
            {.message = other.name == spec.name
                            ? format("function '{}' calls itself", spec.name)
                            : format("function '{}' calls '{}', which is defined below it",
                                     spec.name, other.name),
             .where = *spec.expression,
             .path = spec.path + ".expression",
             .hint = "a function may call those above it",
             .notes = {{format("'{}' is here", other.name), other.where}}});
    }
}

void parse_function(Model& model, const FunctionSpec& spec) {
    if (!spec.expression)
        throw ModelError({.message = format("function '{}' has no expression", spec.name),
                          .where = spec.where,
                          .path = spec.path,
                          .hint = "write expression: ... below it",
                          .notes = {}});
    need_free_name(spec.where, spec.name);
    Scope inner;
    model.globals.define_function(spec.name, signature_of(spec, inner));
    UserFunction function;
    for (const NamedValue& argument : spec.arguments) function.arguments.push_back(argument.name);
    // A function may call those before it, never itself or a later one: calls are written out here.
    function.expression = write_out_functions(parse_expression(*spec.expression), model.functions);
    refuse_later_functions(model, spec, function.expression);
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

/// Parameters in the text of a function become their values, lest a variable of a group that calls
/// it is taken for one of the same name.
void fix_parameters(const Model& model, UserFunction& function) {
    const std::vector<std::string>& own = function.arguments;
    function.expression = transform(function.expression, [&](const Expr& node) {
        const Name* n = node.as<Name>();
        if (n == nullptr || std::find(own.begin(), own.end(), n->text) != own.end()) return node;
        const Symbol* symbol = model.globals.find(n->text);
        if (symbol != nullptr && model.changing.contains(n->text))
            return name(cell_name(n->text), node.where());
        if (symbol == nullptr || symbol->kind != Symbol::Kind::Constant || !symbol->value)
            return node;
        return Expr(Number{*symbol->value, symbol->type.dimension, n->text}, node.where());
    });
}

}  // namespace

void read_functions(Model& model) {
    for (const FunctionSpec& spec : model.spec->functions)
        if (!model.diagnostics->attempt(spec.path, [&] { parse_function(model, spec); }))
            model.globals.define_failed_function(spec.name);
}

void check_functions(Model& model) {
    for (const FunctionSpec& spec : model.spec->functions)
        if (model.functions.contains(spec.name)
            && !model.diagnostics->attempt(spec.path, [&] { check_function(model, spec); }))
            model.globals.define_failed_function(spec.name);
    for (auto& [name, function] : model.functions) fix_parameters(model, function);
}

}  // namespace brian
