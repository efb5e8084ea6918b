#pragma once

#include <functional>

#include "compile/model.h"

namespace brian {

/// Notes the parameters that some phase of the protocol sets; read_parameters() keeps them, and
/// what is computed from them, in cells instead of folding them into the code.
void note_changing_parameters(Model& model);

/// Whether an expression reads a parameter that changes during the run.
[[nodiscard]] bool changes(const Model& model, const Expr& expr);

/// Gives a parameter its cell, from now on read under cell_name().
void add_changing_parameter(Model& model, const std::string& parameter, const Expr& expression,
                            const Symbol& symbol);
[[nodiscard]] std::string cell_name(const std::string& parameter);

/// Work that sets a parameter, and computes anew what depends on it. `given` is its name and the
/// expression, `path` names the place.
[[nodiscard]] std::function<void()> parameter_assignment(Model& model, const NamedValue& given,
                                                         const std::string& path);

/// Refuses an expression that reads a changing parameter where it is computed once: "the delay".
void need_unchanging(const Model& model, const Expr& expr, const std::string& what);

}  // namespace brian
