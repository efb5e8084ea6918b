#pragma once

#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/source.h"
#include "units/dimension.h"

namespace brian {

enum class Op {
    Add,
    Sub,
    Mul,
    Div,
    FloorDiv,
    Mod,
    Pow,  // binary, numbers
    Lt,
    Le,
    Gt,
    Ge,
    Eq,
    Ne,  // binary, comparison: give a boolean
    And,
    Or,  // binary, booleans
    Neg,
    Not  // unary
};

/// "+", "//", "and" ...
[[nodiscard]] const char* symbol_of(Op op);

class Expr;

/// A literal, a unit or a constant, in SI base units. `text` is how the user wrote it ("mV",
/// "0.1").
struct Number {
    double value = 0.0;
    Dimension dimension;
    std::string text;
};
struct Boolean {
    bool value = false;
};
struct Name {
    std::string text;
};
struct Unary;
struct Binary;
struct Call;

/// An immutable expression tree; copying shares it. Every node knows its place in the model file.
class Expr {
  public:
    using Node = std::variant<Number, Boolean, Name, Unary, Binary, Call>;

    Expr() = default;  ///< no expression; only for members that are filled in later
    Expr(Node node, SourceSpan where);

    [[nodiscard]] const Node& node() const;
    [[nodiscard]] const SourceSpan& where() const { return where_; }
    [[nodiscard]] bool exists() const;
    /// The node as a T, or nullptr when it is something else.
    template <class T>
    [[nodiscard]] const T* as() const;
    /// Address of the shared node: equal addresses mean equal trees (not the reverse).
    [[nodiscard]] const void* identity() const { return node_.get(); }

  private:
    std::shared_ptr<const Node> node_;
    SourceSpan where_;
};

struct Unary {
    Op op;
    Expr operand;
};
struct Binary {
    Op op;
    Expr left;
    Expr right;
    SourceSpan operator_where{};  ///< the operator itself, for carets; nowhere in generated code
};
struct Call {
    std::string function;
    std::vector<Expr> arguments;
};

// Defined here because a node is complete only now.
inline const Expr::Node& Expr::node() const {
    return *node_;
}
inline bool Expr::exists() const {
    return node_ != nullptr;
}
template <class T>
const T* Expr::as() const {
    return std::get_if<T>(node_.get());
}

/// Builders for code that writes code (integrators, desugaring). `where` is inherited from an
/// operand.
[[nodiscard]] Expr number(double value, const Dimension& dimension = {},
                          const SourceSpan& where = {});
[[nodiscard]] Expr boolean(bool value, const SourceSpan& where = {});
[[nodiscard]] Expr name(std::string text, const SourceSpan& where = {});
[[nodiscard]] Expr unary(Op op, Expr operand);
[[nodiscard]] Expr binary(Op op, Expr left, Expr right);
[[nodiscard]] Expr call(std::string function, std::vector<Expr> arguments,
                        const SourceSpan& where = {});
[[nodiscard]] Expr operator+(Expr left, Expr right);
[[nodiscard]] Expr operator-(Expr left, Expr right);
[[nodiscard]] Expr operator*(Expr left, Expr right);
[[nodiscard]] Expr operator/(Expr left, Expr right);
[[nodiscard]] Expr operator-(Expr operand);

/// Equal in structure and numbers, whatever the places and the spelling.
[[nodiscard]] bool same(const Expr& a, const Expr& b);
/// A hash that agrees with same().
[[nodiscard]] std::size_t hash_of(const Expr& expr);

/// The tree with every node replaced bottom-up by what `change` makes of it.
template <class Change>
Expr transform(const Expr& expr, const Change& change);

/// The tree with each Name found in `replacements` replaced (all at once, not one after the other).
[[nodiscard]] Expr substitute(const Expr& expr,
                              const std::vector<std::pair<std::string, Expr>>& replacements);

/// All names read by the expression (not function names), each once, in order of first appearance.
[[nodiscard]] std::vector<std::string> names_in(const Expr& expr);
/// All functions called, each once.
[[nodiscard]] std::vector<std::string> functions_in(const Expr& expr);

}  // namespace brian

#include "language/expr_transform.h"  // IWYU pragma: export
