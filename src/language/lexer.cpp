#include "language/lexer.h"

#include <array>
#include <charconv>
#include <limits>

namespace brian {

namespace {

// Longest first, so that `**=` is not read as `**` and `=`.
constexpr std::array<std::string_view, 19> long_symbols = {
    "**=", "//=", "**", "//", "<=", ">=", "==", "!=", "<>", "+=",
    "-=",  "*=",  "/=", "%=", "^=", "&&", "||", "->", "=>"};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}
/// Whether the byte continues a UTF-8 character.
bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

class Lexer {
  public:
    explicit Lexer(const SourceSpan& span) : span_(span), text_(span.text()) {}

    std::vector<Token> run() {
        for (skip_blanks(); at_ < text_.size(); skip_blanks()) scan_token();
        push(Token::Kind::End, text_.size());
        return std::move(tokens_);
    }

  private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    void push(Token::Kind kind, std::size_t end) {
        tokens_.push_back({kind, span_.part(at_, end), 0.0});
        at_ = end;
    }

    /// Blanks, comments, and a backslash with the line end that it cancels.
    void skip_blanks() {
        while (at_ < text_.size()) {
            if (is_blank(peek())) {
                ++at_;
            } else if (peek() == '#') {
                at_ = std::min(text_.find('\n', at_), text_.size());
            } else if (peek() == '\\' && line_end_after_backslash() != std::string_view::npos) {
                at_ = line_end_after_backslash() + 1;
            } else {
                return;
            }
        }
    }

    [[nodiscard]] std::size_t line_end_after_backslash() const {
        std::size_t end = at_ + 1;
        while (end < text_.size() && is_blank(text_[end])) ++end;
        return end < text_.size() && text_[end] == '\n' ? end : std::string_view::npos;
    }

    void scan_token() {
        if (peek() == '\n') return push(Token::Kind::Newline, at_ + 1);
        if (is_digit(peek()) || (peek() == '.' && is_digit(peek(1)))) return scan_number();
        if (is_letter(peek())) return scan_word();
        scan_symbol();
    }

    [[nodiscard]] std::size_t digits_from(std::size_t begin) const {
        while (begin < text_.size() && is_digit(text_[begin])) ++begin;
        return begin;
    }

    void scan_number() {
        std::size_t end = digits_from(at_);
        if (end < text_.size() && text_[end] == '.') end = digits_from(end + 1);
        if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
            std::size_t exponent = end + 1;
            if (exponent < text_.size() && (text_[exponent] == '+' || text_[exponent] == '-'))
                ++exponent;
            if (exponent < text_.size() && is_digit(text_[exponent])) end = digits_from(exponent);
        }
        double value = 0.0;
        const auto result = std::from_chars(text_.data() + at_, text_.data() + end, value);
        if (result.ec != std::errc()) value = std::numeric_limits<double>::infinity();
        push(Token::Kind::Number, end);
        tokens_.back().value = value;
    }

    [[nodiscard]] std::size_t word_from(std::size_t begin) const {
        while (begin < text_.size() && (is_letter(text_[begin]) || is_digit(text_[begin]))) ++begin;
        return begin;
    }

    /// A name, or a full name: GROUP.VARIABLE.
    void scan_word() {
        std::size_t end = word_from(at_);
        while (end + 1 < text_.size() && text_[end] == '.' && is_letter(text_[end + 1]))
            end = word_from(end + 1);
        push(Token::Kind::Word, end);
    }

    void scan_symbol() {
        for (const std::string_view symbol : long_symbols)
            if (text_.substr(at_, symbol.size()) == symbol)
                return push(Token::Kind::Symbol, at_ + symbol.size());
        std::size_t end = at_ + 1;
        while (end < text_.size() && is_continuation(text_[end])) ++end;
        push(Token::Kind::Symbol, end);
    }

    const SourceSpan& span_;
    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokenize(const SourceSpan& text) {
    return Lexer(text).run();
}

}  // namespace brian
