#include "compile/model_values.h"

#include "base/format.h"
#include "base/suggest.h"
#include "compile/parameters.h"
#include "compile/resolve.h"
#include "components/fields.h"
#include "language/analysis.h"
#include "language/check.h"
#include "language/evaluate.h"
#include "language/parser.h"
#include "math/functions.h"

namespace brian {

namespace {

bool depends_on_constants_alone(const Model& model, const Expr& expr) {
    if (draws(expr)) return false;
    for (const std::string& function : functions_in(expr))
        if (model.tables.contains(function)) return false;
    for (const std::string& text : names_in(expr)) {
        const Symbol* symbol = model.globals.find(text);
        if (symbol == nullptr || symbol->kind != Symbol::Kind::Constant) return false;
    }
    return true;
}

double quantity(const Model& model, const Value& value, const Dimension& dimension,
                const std::string& what) {
    const Expr expr = expression_of(value);
    check_dimension(expr, model.globals, dimension, what, BareZero::Allowed);
    return evaluate(write_out_functions(expr, model.functions), model.globals);
}

const ArrayParameter* array_named(const Model& model, const Value& value) {
    if (value.kind != Value::Kind::Scalar) return nullptr;
    const auto found = model.arrays.find(std::string(value.text()));
    return found == model.arrays.end() ? nullptr : &found->second;
}

void need_dimension(const Value& value, const Dimension& found, const Dimension& wanted,
                    const std::string& what) {
    if (found == wanted) return;
    refuse(value, format("{} must be {}, not {}", what, with_article(wanted), with_article(found)),
           found.none() ? format("give the values a unit of {}", name_of(wanted)) : std::string());
}

/// Plain numbers of a file count as SI; a dataset with a unit must fit.
ModelArray array_from_file(const Model& model, const Value& value, const Dimension& dimension,
                           const std::string& what) {
    DataArray data = read_file(model, value);
    if (!data.units.empty() && data.units != "1") {
        const Quantity unit = evaluate_quantity(
            parse_expression(whole_text("1 " + data.units, "units of the file")), Scope());
        need_dimension(value, unit.dimension, dimension, what);
        for (double& x : data.values) x *= unit.value;
    }
    return {std::move(data.values), std::move(data.shape)};
}

ModelArray array(const Model& model, const Value& value, const Dimension& dimension,
                 const std::string& what) {
    if (const ArrayParameter* parameter = array_named(model, value)) {
        need_dimension(value, parameter->dimension, dimension, what);
        return parameter->array;
    }
    if (value.kind == Value::Kind::Map) return array_from_file(model, value, dimension, what);
    if (value.kind != Value::Kind::List)
        refuse(
            value,
            format("{} must be a list of numbers, the name of a parameter that is one, or a file",
                   what));
    ListOfQuantities list = read_list(model, value);
    if (!list.array.values.empty()) need_dimension(value, list.dimension, dimension, what);
    return std::move(list.array);
}

void append_numbers(const Model& model, const Value& value, ListOfQuantities& list) {
    for (const Value& item : value.items) {
        if (item.kind != Value::Kind::Scalar) refuse(item, "a number is expected here");
        const Quantity q = evaluate_quantity(
            write_out_functions(expression_of(item), model.functions), model.globals);
        if (!list.array.values.empty() && q.dimension != list.dimension)
            refuse(
                item,
                format("the list mixes {} and {}", name_of(list.dimension), name_of(q.dimension)),
                "all values of a list have one dimension");
        list.dimension = q.dimension;
        list.array.values.push_back(q.value);
    }
}

}  // namespace

Expr expression_of(const Value& value) {
    if (value.kind != Value::Kind::Scalar)
        refuse(value, "a value or an expression is expected here");
    return parse_expression(value.where);
}

ListOfQuantities read_quantities(const Model& model, const Value& value, const std::string& what) {
    if (value.kind != Value::Kind::Map)
        refuse(
            value,
            format("{} must be a list of numbers, the name of a parameter that is one, or a file",
                   what));
    DataArray data = read_file(model, value);
    ListOfQuantities list{{std::move(data.values), std::move(data.shape)}, {}};
    if (data.units.empty() || data.units == "1") return list;
    const Quantity unit = evaluate_quantity(
        parse_expression(whole_text("1 " + data.units, "units of the file")), Scope());
    for (double& x : list.array.values) x *= unit.value;
    list.dimension = unit.dimension;
    return list;
}

ListOfQuantities read_list(const Model& model, const Value& value) {
    ListOfQuantities list;
    const bool nested = !value.items.empty() && value.items.front().kind == Value::Kind::List;
    if (!nested) {
        append_numbers(model, value, list);
        list.array.shape = {value.items.size()};
        return list;
    }
    const std::size_t columns = value.items.front().items.size();
    for (const Value& row : value.items) {
        if (row.kind != Value::Kind::List || row.items.size() != columns)
            refuse(row, format("each row of this list needs {} values", columns));
        append_numbers(model, row, list);
    }
    list.array.shape = {value.items.size(), columns};
    return list;
}

std::int64_t whole_number(const Model& model, const Value& value, const std::string& what) {
    const double x = quantity(model, value, {}, what);
    if (!(x >= 0) || x != math::floor(x) || x > 9.0e15)
        refuse(value, format("{} must be a whole number that is not negative, not {}", what,
                             value.text()));
    return static_cast<std::int64_t>(x);
}

bool truth(const SourceSpan& text) {
    if (text.text() == "true") return true;
    if (text.text() == "false") return false;
    throw ModelError({.message = format("expected true or false, found '{}'", text.text()),
                      .where = text,
                      .path = {},
                      .hint = "booleans are written true and false",
                      .notes = {}});
}

Value scalar(const SourceSpan& text, const std::string& path) {
    Value value;
    value.kind = Value::Kind::Scalar;
    value.where = text;
    value.path = path;
    return value;
}

ModelValues model_values(Model& model) {
    ModelValues values;
    values.quantity = [&model](const Value& value, const Dimension& dimension,
                               const std::string& what) {
        return quantity(model, value, dimension, what);
    };
    values.integer = [&model](const Value& value, const std::string& what) {
        return whole_number(model, value, what);
    };
    values.boolean = [](const Value& value) { return truth(value.where); };
    values.array = [&model](const Value& value, const Dimension& dimension,
                            const std::string& what) {
        return array(model, value, dimension, what);
    };
    values.is_constant = [&model](const Value& value) {
        return value.kind == Value::Kind::Scalar && array_named(model, value) == nullptr
               && depends_on_constants_alone(
                   model, write_out_functions(expression_of(value), model.functions));
    };
    values.warn = [&model](ErrorFacts warning) { model.diagnostics->warn(std::move(warning)); };
    return values;
}

}  // namespace brian
