#pragma once

#include <string>
#include <vector>

#include <muParser.h>

#include "kernels/kernel.h"
#include "language/expr.h"

namespace brian {

/// A parser that knows the four operators + - * /, and functions of ours for all else: the names
/// below, and one for every timed array. It folds no constants and reorders nothing. `tables` must
/// outlive it.
[[nodiscard]] mu::Parser make_parser(const std::vector<TableBinding>& tables);

/// What stands for an operation, a function of the language or a timed array in the text given to
/// muparser. No text of the user does.
[[nodiscard]] std::string muparser_name(Op op);
[[nodiscard]] std::string muparser_name(const std::string& function);
[[nodiscard]] std::string muparser_table_name(std::size_t table);

}  // namespace brian
