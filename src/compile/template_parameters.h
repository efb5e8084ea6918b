#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compile/model.h"

namespace brian {

/// Names in a template and the expressions that take their place.
using Replacements = std::vector<std::pair<std::string, Expr>>;

/// The values of the template's parameters where `piece` puts it to use: those given under `with`,
/// else the usual ones, in which other parameters of the template are written out. Throws where a
/// value is missing, or given in another unit than the usual one.
[[nodiscard]] Replacements parameter_values(const Model& model, const TemplateSpec& used,
                                            const EquationPiece& piece);

}  // namespace brian
