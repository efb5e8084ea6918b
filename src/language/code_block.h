#pragma once

#include <string>
#include <vector>

#include "language/expr.h"

namespace brian {

/// `target = value` or `target += value`. A target that no binding names is a local of the block.
struct Statement {
    enum class Kind { Assign, Add };
    std::string target;
    Kind kind = Kind::Assign;
    Expr value;
    SourceSpan target_where;
};

/// The seam between meaning and speed: a list of statements over SI numbers, executed in order for
/// every element (neuron or synapse). Both engines compile it and agree on every bit.
using CodeBlock = std::vector<Statement>;

[[nodiscard]] Statement assign(std::string target, Expr value);
[[nodiscard]] Statement add(std::string target, Expr value);

/// Names that the block writes, and names whose value on entry it reads, each once, in order of
/// appearance. `x += e` reads x as well.
[[nodiscard]] std::vector<std::string> writes_of(const CodeBlock& block);
[[nodiscard]] std::vector<std::string> reads_of(const CodeBlock& block);
[[nodiscard]] CodeBlock substitute(const CodeBlock& block,
                                   const std::vector<std::pair<std::string, Expr>>& replacements);

}  // namespace brian
