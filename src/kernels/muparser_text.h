#pragma once

#include <deque>
#include <map>
#include <string>

#include "kernels/places.h"
#include "language/expr.h"

namespace brian {

/// Names of a block and literal numbers as muparser sees them, each with the memory it reads.
class MuparserVariables {
  public:
    /// The variable for a name of the block: v0, v1 ...
    const std::string& of_name(const std::string& name);
    /// The variable for a number: c0, c1 ... It holds the very bits, which digits might not.
    const std::string& of_number(double value);
    /// Where muparser reads a name of the block; null when it occurs nowhere.
    [[nodiscard]] double* find(const std::string& name);

    struct Variable {
        std::string name;     ///< for muparser
        std::string meaning;  ///< the name in the block, or the digits of the number
        double value = 0.0;
    };
    [[nodiscard]] std::deque<Variable>& all() { return variables_; }  ///< addresses never change

  private:
    std::deque<Variable> variables_;
    std::map<std::string, std::size_t> of_name_;
};

/// The expression in muparser's notation, in parentheses wherever an operator stands. Throws
/// ModelError at an unknown function and at a random one without a stream.
[[nodiscard]] std::string muparser_text(const Expr& expr, const Places& places,
                                        MuparserVariables& variables);

}  // namespace brian
