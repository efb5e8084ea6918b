#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "spec/field_schema.h"

/// What each shape is called, and which texts fit it.
namespace brian {

/// "a quantity", "a list of numbers": for "expected ...".
[[nodiscard]] std::string shape_name(Shape shape, const FieldSchema& schema);

/// All shapes of the schema: "an expression, a list of numbers or {file: ...}".
[[nodiscard]] std::string expectation(const FieldSchema& schema);

/// Whether a value of that shape is written as a scalar (rather than a list or a map).
[[nodiscard]] bool is_scalar(Shape shape);

[[nodiscard]] bool has_shape(const FieldSchema& schema, Shape shape);

/// Whether `text` may stand for a scalar of that shape. What needs the language to be understood
/// (expressions, code, units) only has to be there.
[[nodiscard]] bool fits(std::string_view text, Shape shape, const FieldSchema& schema);

/// A letter or _, then letters, digits and _.
[[nodiscard]] bool is_name(std::string_view text);

/// Names joined by dots: P, P.exc.
[[nodiscard]] bool is_reference(std::string_view text);

/// The boolean that YAML 1.1 reads in yes, no, on, off, True ... (whatever the case); nothing for
/// other texts.
[[nodiscard]] std::optional<bool> yaml_boolean(std::string_view text);

}  // namespace brian
