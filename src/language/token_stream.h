#pragma once

#include <string_view>
#include <vector>

#include "language/lexer.h"

namespace brian {

/// Tokens being read from left to right. Line ends are left out: whoever minds them cuts the lines
/// first.
class TokenStream {
  public:
    /// `tokens` must end with an End.
    explicit TokenStream(std::vector<Token> tokens);

    [[nodiscard]] const Token& peek(std::size_t ahead = 0) const;
    /// The token before the next one; the next one itself at the very beginning.
    [[nodiscard]] const Token& previous() const;
    const Token& next();
    [[nodiscard]] bool at(std::string_view text) const { return peek().is(text); }
    bool accept(std::string_view text);
    [[nodiscard]] bool finished() const { return peek().kind == Token::Kind::End; }

  private:
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
};

}  // namespace brian
