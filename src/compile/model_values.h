#pragma once

#include "compile/model.h"

namespace brian {

/// Parses the expression that a scalar value holds.
[[nodiscard]] Expr expression_of(const Value& value);

/// What components ask about values of this model; `what`s and places end up in the errors.
[[nodiscard]] ModelValues model_values(Model& model);

/// Numbers of a list (nested at most once), all of one dimension, which is returned with them;
/// row-major.
struct ListOfQuantities {
    ModelArray array;
    Dimension dimension;
};
[[nodiscard]] ListOfQuantities read_list(const Model& model, const Value& value);

/// The numbers of {file: ...} in SI, with the dimension that the file names for them; none counts
/// as pure numbers.
[[nodiscard]] ListOfQuantities read_quantities(const Model& model, const Value& value,
                                               const std::string& what);

/// A whole number >= 0 from an expression of parameters.
[[nodiscard]] std::int64_t whole_number(const Model& model, const Value& value,
                                        const std::string& what);

/// true or false; hints at yes/no/on/off.
[[nodiscard]] bool truth(const SourceSpan& text);

/// A scalar value for texts that are not under a Value of their own.
[[nodiscard]] Value scalar(const SourceSpan& text, const std::string& path);

}  // namespace brian
