#include "language/token_stream.h"

#include <algorithm>
#include <utility>

namespace brian {

TokenStream::TokenStream(std::vector<Token> tokens) : tokens_(std::move(tokens)) {
    std::erase_if(tokens_, [](const Token& token) { return token.kind == Token::Kind::Newline; });
}

const Token& TokenStream::peek(std::size_t ahead) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

const Token& TokenStream::previous() const {
    return tokens_[at_ == 0 ? 0 : at_ - 1];
}

const Token& TokenStream::next() {
    const Token& token = peek();
    if (at_ + 1 < tokens_.size()) ++at_;
    return token;
}

bool TokenStream::accept(std::string_view text) {
    if (!at(text)) return false;
    next();
    return true;
}

}  // namespace brian
