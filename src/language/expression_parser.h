#pragma once

#include "language/expr.h"
#include "language/parser.h"
#include "language/token_stream.h"

namespace brian {

/// Whether names may be those of objects and their variables: P.v[3].
enum class References { Refused, Allowed };

/// Top-down operator precedence (Pratt 1973, POPL'73:41) with the precedences of Python.
class ExpressionParser {
  public:
    explicit ExpressionParser(TokenStream& tokens, References references = References::Refused)
        : tokens_(tokens), references_(references) {}
    /// The one expression that all remaining tokens make.
    [[nodiscard]] Expr parse();

  private:
    /// A tree with the number of its levels, which is limited too: everything walks trees
    /// recursively.
    struct Tree {
        Expr expr;
        int depth = 1;
    };
    class Level;

    Tree expression(int min_precedence);
    Tree prefix(int min_precedence);
    Tree primary();
    Tree group();
    Tree word();
    Tree call_of(const Token& function);
    Tree reference(const Token& object);
    Tree number_with_units();
    [[nodiscard]] Tree combine(const Token& op, Tree left, Tree right) const;
    void refuse_chain(const Expr& comparison) const;
    void close(const Token& opening);

    TokenStream& tokens_;
    References references_;
    int nesting_ = 0;
};

/// Throws the error that explains why `token` cannot stand where it does.
[[noreturn]] void refuse(const TokenStream& tokens);

/// The unit that a misspelt one is most likely meant to be; empty when none is near.
[[nodiscard]] std::string nearest_unit(std::string_view word);

/// Why a word of Python or C cannot be used here ("if", "lambda" ...), as a hint; empty for others.
[[nodiscard]] std::string keyword_hint(std::string_view word);

}  // namespace brian
