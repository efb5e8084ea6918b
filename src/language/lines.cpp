#include "language/lines.h"

#include <utility>

#include "language/reserved.h"

namespace brian {

namespace {

enum class Form { Statements, Equations };

bool is_assignment(const Token& token) {
    return token.kind == Token::Kind::Symbol && token.text().ends_with('=') && !token.is("==")
           && !token.is("<=") && !token.is(">=") && !token.is("!=");
}

/// Whether a token asks for something after it.
bool is_unfinished(const Token& token) {
    if (token.kind == Token::Kind::Word) return is_operator_word(token.text());
    return token.kind == Token::Kind::Symbol && !token.is(")");
}

class LineCutter {
  public:
    LineCutter(const SourceSpan& text, Form form) : tokens_(tokenize(text)), form_(form) {}

    std::vector<Line> run() {
        for (at_ = 0; at_ < tokens_.size(); ++at_) {
            const Token& token = tokens_[at_];
            if (token.kind == Token::Kind::End || token.is(";")
                || (token.kind == Token::Kind::Newline && !goes_on())) {
                finish();
            } else if (token.kind != Token::Kind::Newline) {
                depth_ += token.is("(") ? 1 : token.is(")") ? -1 : 0;
                line_.push_back(token);
            }
        }
        return std::move(lines_);
    }

  private:
    void finish() {
        if (!line_.empty()) lines_.push_back(std::exchange(line_, {}));
        depth_ = 0;
    }

    /// Whether the line end at the cursor is within a statement.
    [[nodiscard]] bool goes_on() const {
        if (line_.empty()) return false;
        if (depth_ > 0) return !begins_anew();
        if (is_unfinished(line_.back())) return true;
        const Token& next = tokens_[next_token()];
        return form_ == Form::Equations && next.kind != Token::Kind::End
               && (next.is("(") || (is_unfinished(next) && !next.is("not")));
    }

    [[nodiscard]] std::size_t next_token() const {
        std::size_t next = at_;
        while (tokens_[next].kind == Token::Kind::Newline) ++next;
        return next;
    }

    /// Whether the coming line is surely another statement, so that a parenthesis left open harms
    /// one only.
    [[nodiscard]] bool begins_anew() const {
        const std::size_t first = next_token();
        if (tokens_[first].kind != Token::Kind::Word || first + 1 >= tokens_.size()) return false;
        const Token& second = tokens_[first + 1];
        if (is_assignment(second)) return true;
        if (form_ == Form::Statements) return false;
        return second.is(":")
               || (second.is("/") && first + 3 < tokens_.size() && tokens_[first + 2].is("dt")
                   && tokens_[first + 3].is("="));
    }

    std::vector<Token> tokens_;
    Form form_;
    std::size_t at_ = 0;
    int depth_ = 0;
    Line line_;
    std::vector<Line> lines_;
};

}  // namespace

std::vector<Line> statement_lines(const SourceSpan& text) {
    return LineCutter(text, Form::Statements).run();
}

std::vector<Line> equation_lines(const SourceSpan& text) {
    return LineCutter(text, Form::Equations).run();
}

SourceSpan span_of(const Line& line, std::size_t begin, std::size_t end) {
    return SourceSpan::join(line.at(begin).where, line.at(end - 1).where);
}

}  // namespace brian
