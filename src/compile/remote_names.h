#pragma once

#include "compile/bind.h"
#include "compile/model.h"
#include "compile/resolve.h"

/// Variables of other groups under the names `Q.x`: what all neurons of Q share, or the variables
/// of a group of one neuron.
namespace brian {

/// Adds those of all groups but `own` to the scope.
void define_remote_names(const Model& model, const Population& own, Scope& scope);

/// What `Q.x` stands for when it is an alias or a subexpression of Q.
[[nodiscard]] std::optional<Expr> remote_meaning(const Model& model, const std::string& text);

/// Where `Q.x` lives.
[[nodiscard]] std::optional<Binding> remote_binding(Model& model, const std::string& text);

/// Watched columns of other groups that the code writes.
[[nodiscard]] std::vector<Column*> touched_remotely(Model& model, const CodeBlock& code);

}  // namespace brian
