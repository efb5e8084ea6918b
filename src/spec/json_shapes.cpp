#include "spec/json_shapes.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

#include "base/number.h"
#include "spec/shape_text.h"

namespace brian {

namespace {

constexpr std::string_view name_regex = "[A-Za-z_][A-Za-z0-9_]*";
/// No name is a boolean to YAML 1.1.
constexpr std::string_view no_boolean =
    "(?!([Oo][Nn]|[Oo][Ff][Ff]|[Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$)";

void add_new(std::vector<std::string>& list, std::initializer_list<std::string> items) {
    for (const std::string& item : items) {
        if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
    }
}

/// Shapes that any scalar may have which is not blank: the language looks into them.
bool is_free(Shape shape) {
    constexpr std::array checked = {Shape::Choice, Shape::Integer,   Shape::Boolean,
                                    Shape::Name,   Shape::Reference, Shape::Text};
    return is_scalar(shape) && std::find(checked.begin(), checked.end(), shape) == checked.end();
}

/// The strictest words that hold for every scalar of the schema; Shape::Nothing when it has none.
Shape widest_scalar(const FieldSchema& schema) {
    for (const Shape wide : {Shape::Text, Shape::Expression, Shape::Integer, Shape::Reference,
                             Shape::Name, Shape::Choice, Shape::Boolean}) {
        if (has_shape(schema, wide)) return wide;
        const bool free = std::any_of(schema.shapes.begin(), schema.shapes.end(), is_free);
        if (wide == Shape::Expression && free) return Shape::Expression;
    }
    return Shape::Nothing;
}

/// Editors say what is expected instead of the regular expression.
Json pattern(const std::string& regex, const FieldSchema& schema) {
    return Json::object()
        .set("pattern", Json::text(regex))
        .set("patternErrorMessage", Json::text("expected " + expectation(schema)));
}

/// Each choice as a text, and as the number or boolean that YAML makes of it.
Json enumeration(const FieldSchema& schema) {
    Json values = Json::list();
    bool twice = false;
    for (const std::string& choice : schema.choices) {
        if (parse_number(choice) || choice == "true" || choice == "false") {
            values.add(Json::literal(choice));
            twice = true;
        }
        values.add(Json::text(choice));
    }
    Json words = Json::object().set("enum", std::move(values));
    const bool described = schema.choice_descriptions.size() == schema.choices.size();
    if (described && !twice && !schema.choices.empty())
        words.set("enumDescriptions", Json::texts(schema.choice_descriptions));
    return words;
}

}  // namespace

std::vector<std::string> scalar_types(const FieldSchema& schema) {
    switch (widest_scalar(schema)) {
        case Shape::Nothing:
            return {};
        case Shape::Integer:
            return {"integer", "string"};
        case Shape::Boolean:
            return {"boolean", "string"};
        case Shape::Name:
        case Shape::Reference:
            return {"string"};
        default:
            return {"string", "number", "boolean"};
    }
}

std::vector<std::string> structure_types(const FieldSchema& schema) {
    std::vector<std::string> types;
    if (has_shape(schema, Shape::List) || has_shape(schema, Shape::Values))
        add_new(types, {"array"});
    for (const Shape map : {Shape::Fields, Shape::Named, Shape::Data}) {
        if (has_shape(schema, map)) add_new(types, {"object"});
    }
    if (has_shape(schema, Shape::Named) || has_shape(schema, Shape::Nothing))
        add_new(types, {"null"});
    return types;
}

std::vector<std::string> json_types(const FieldSchema& schema) {
    std::vector<std::string> types = scalar_types(schema);
    for (const std::string& type : structure_types(schema)) add_new(types, {type});
    return types;
}

Json scalar_constraints(const FieldSchema& schema) {
    switch (widest_scalar(schema)) {
        case Shape::Expression:
            return pattern("\\S", schema);
        case Shape::Integer:
            return pattern("^[-+]?[0-9]+(\\.0*)?$|[A-Za-z_(]", schema);
        case Shape::Boolean:
            return pattern("^(true|false)$", schema);
        case Shape::Name:
            return pattern(name_pattern(Shape::Name), schema);
        case Shape::Reference:
            return pattern(name_pattern(Shape::Reference), schema);
        case Shape::Choice:
            return enumeration(schema);
        default:
            return Json::object();
    }
}

std::string name_pattern(Shape form) {
    const std::string name(name_regex);
    if (form == Shape::Text) return "^" + std::string(no_boolean) + ".";
    if (form == Shape::Reference)
        return "^" + std::string(no_boolean) + name + "(\\." + name + ")*$";
    return "^" + std::string(no_boolean) + name + "$";
}

Json one_or_more(const std::vector<std::string>& texts) {
    return texts.size() == 1 ? Json::text(texts.front()) : Json::texts(texts);
}

}  // namespace brian
