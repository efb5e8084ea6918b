#pragma once

#include "compile/model.h"

namespace brian {

/// Refuses the name of a unit, function, constant, built-in or keyword for something that
/// expressions use.
void need_free_name(const SourceSpan& where, const std::string& name);

/// Evaluates `parameters` (order-free, cycles are errors) into the model's global scope; lists and
/// files become arrays.
void read_parameters(Model& model);

/// Parses `functions`; their calls are written out by resolve().
void read_functions(Model& model);
/// Checks what functions return, once the parameters that they read are known.
void check_functions(Model& model);

/// Reads {file: ..., dataset | column: ...}; relative paths start at the model's folder.
[[nodiscard]] DataArray read_file(const Model& model, const Value& value);

}  // namespace brian
