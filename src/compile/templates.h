#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compile/model.h"
#include "language/code_block.h"
#include "language/equations.h"

namespace brian {

/// Equations with the code that templates bring along; the group's own code wins over a template's.
struct Expanded {
    Equations equations;
    std::optional<Expr> threshold;
    std::optional<CodeBlock> reset;
    std::optional<Expr> refractory;
    LocatedText method;
    std::map<std::string, SourceSpan> used_at;  ///< variable of a template -> its outermost `use`
    std::vector<std::string> templates;         ///< those used, each with where it comes from
};

/// Parses the pieces of `equations`: blocks, and templates put to use with their parameters given
/// and variables renamed; the noise xi_x of a variable x is renamed with it. What several pieces
/// say of a variable flagged (added) is added up; any other variable defined twice is an error that
/// names both places.
[[nodiscard]] Expanded expand_equations(const Model& model,
                                        const std::vector<EquationPiece>& pieces,
                                        const std::string& path);

}  // namespace brian
