#include "spec/shape_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <vector>

#include "base/format.h"
#include "base/number.h"

namespace brian {

namespace {

struct ShapeRow {
    Shape shape;
    std::string_view name;
};

constexpr std::array shape_rows = {
    ShapeRow{Shape::Quantity, "a quantity"},
    ShapeRow{Shape::Expression, "an expression"},
    ShapeRow{Shape::Condition, "a condition"},
    ShapeRow{Shape::Code, "code"},
    ShapeRow{Shape::EquationBlock, "equations"},
    ShapeRow{Shape::Unit, "a unit"},
    ShapeRow{Shape::Name, "a name"},
    ShapeRow{Shape::Reference, "the name of an object"},
    ShapeRow{Shape::Text, "a text"},
    ShapeRow{Shape::Integer, "a whole number"},
    ShapeRow{Shape::Boolean, "true or false"},
    ShapeRow{Shape::Values, "a list of numbers"},
    ShapeRow{Shape::Data, "{file: ..., dataset: ...}"},
    ShapeRow{Shape::Fields, "a map"},
    ShapeRow{Shape::Named, "a map"},
    ShapeRow{Shape::List, "a list"},
    ShapeRow{Shape::Nothing, "nothing"},
};

bool begins_name(char character) {
    return std::isalpha(static_cast<unsigned char>(character)) != 0 || character == '_';
}

bool continues_name(char character) {
    return begins_name(character) || std::isdigit(static_cast<unsigned char>(character)) != 0;
}

/// A whole number, or an expression, which has a name or a bracket in it somewhere.
bool is_integer(std::string_view text) {
    if (const std::optional<double> number = parse_number(text))
        return std::trunc(*number) == *number;
    return std::any_of(text.begin(), text.end(),
                       [](char character) { return begins_name(character) || character == '('; });
}

bool is_choice(std::string_view text, const FieldSchema& schema) {
    return std::find(schema.choices.begin(), schema.choices.end(), text) != schema.choices.end();
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

std::string shape_name(Shape shape, const FieldSchema& schema) {
    if (shape == Shape::Choice && schema.choices.size() == 1) return schema.choices.front();
    if (shape == Shape::Choice) return format("one of {}", join(schema.choices, ", "));
    const auto* const row =
        std::find_if(shape_rows.begin(), shape_rows.end(),
                     [shape](const ShapeRow& candidate) { return candidate.shape == shape; });
    return std::string(row->name);
}

std::string expectation(const FieldSchema& schema) {
    std::vector<std::string> names;
    for (const Shape shape : schema.shapes) {
        std::string name = shape_name(shape, schema);
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(std::move(name));
    }
    if (names.size() < 2) return names.empty() ? std::string{} : names.front();
    const std::string last = std::move(names.back());
    names.pop_back();
    return format("{} or {}", join(names, ", "), last);
}

bool is_scalar(Shape shape) {
    constexpr std::array structured = {Shape::Values, Shape::Data, Shape::Fields,
                                       Shape::Named,  Shape::List, Shape::Nothing};
    return std::find(structured.begin(), structured.end(), shape) == structured.end();
}

bool has_shape(const FieldSchema& schema, Shape shape) {
    return std::find(schema.shapes.begin(), schema.shapes.end(), shape) != schema.shapes.end();
}

bool fits(std::string_view text, Shape shape, const FieldSchema& schema) {
    switch (shape) {
        case Shape::Choice:
            return is_choice(text, schema);
        case Shape::Integer:
            return is_integer(text);
        case Shape::Boolean:
            return text == "true" || text == "false";
        case Shape::Name:
            return is_name(text);
        case Shape::Reference:
            return is_reference(text);
        case Shape::Text:
            return true;
        default:
            return is_scalar(shape) && !is_blank(text);
    }
}

bool is_name(std::string_view text) {
    return !text.empty() && begins_name(text.front())
           && std::all_of(text.begin(), text.end(), continues_name);
}

bool is_reference(std::string_view text) {
    for (std::size_t dot = text.find('.'); dot != std::string_view::npos; dot = text.find('.')) {
        if (!is_name(text.substr(0, dot))) return false;
        text.remove_prefix(dot + 1);
    }
    return is_name(text);
}

std::optional<bool> yaml_boolean(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char character) {
        return static_cast<char>(std::tolower(character));
    });
    if (lower == "true" || lower == "yes" || lower == "on") return true;
    if (lower == "false" || lower == "no" || lower == "off") return false;
    return std::nullopt;
}

}  // namespace brian
