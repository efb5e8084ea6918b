#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "compile/model.h"
#include "language/code_block.h"

namespace brian {

/// The expression with calls of user functions written out: arguments are substituted. Checks their
/// number, and that none which draws random numbers would be drawn more than once.
[[nodiscard]] Expr write_out_functions(const Expr& expr,
                                       const std::map<std::string, UserFunction>& functions);

/// Turns checked text of the model into what engines run: user functions and subexpressions written
/// out, aliases and constants replaced, every rand(), randn(), poisson(), binomial() given a random
/// stream of its own.
class Resolver {
  public:
    /// What a name stands for, when it is not simply itself: the expression of a subexpression, the
    /// target of an alias, a suffixed name. The answer is resolved in turn.
    using Meaning = std::function<std::optional<Expr>(const std::string& name)>;

    /// purpose: names the random streams ("groups.P.reset"); n_elements: length that arrays must
    /// have to be used element by element.
    Resolver(const Model& model, const Scope& scope, std::string purpose, std::uint32_t n_elements,
             Meaning meaning);

    [[nodiscard]] Expr operator()(const Expr& expr);
    [[nodiscard]] CodeBlock operator()(const CodeBlock& block);
    /// A standard normal deviate of the stream `name` (for xi); the same name gives the same
    /// deviate.
    [[nodiscard]] Expr noise(const std::string& name) const;

  private:
    Expr replace(const Expr& node);
    Expr replace_name(const Expr& node, const std::string& name);
    /// The variable that an assignment to `target` changes: aliases are followed to their end.
    [[nodiscard]] std::string written(const std::string& target) const;
    Expr draw(const Expr& node, const std::string& function, std::vector<Expr> arguments);

    const Model* model_;
    const Scope* scope_;
    std::string purpose_;
    std::uint32_t n_elements_;
    Meaning meaning_;
    int n_draws_ = 0;
};

/// What names of a group's own code stand for: aliases and subexpressions.
[[nodiscard]] Resolver::Meaning meaning_in(const Equations& equations);

}  // namespace brian
