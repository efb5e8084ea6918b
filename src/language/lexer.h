#pragma once

#include <string_view>
#include <vector>

#include "base/source.h"

namespace brian {

struct Token {
    enum class Kind {
        Number,   ///< 1, 1.5, .5, 1e-3
        Word,     ///< names, units, functions, `and`, `or`, `not`
        Symbol,   ///< operators and brackets, and every character that means nothing here
        Newline,  ///< the end of a line that no backslash continues
        End
    };
    Kind kind = Kind::End;
    SourceSpan where;
    double value = 0.0;  ///< of a Number; not finite when it does not fit a double

    [[nodiscard]] std::string_view text() const { return where.text(); }
    /// Whether it is that symbol or word.
    [[nodiscard]] bool is(std::string_view wanted) const {
        return (kind == Kind::Symbol || kind == Kind::Word) && text() == wanted;
    }
};

/// The tokens of a text, comments (#) left out, one End last. Never throws: what no parser
/// understands becomes a Symbol, so that one bad character spoils one equation only.
[[nodiscard]] std::vector<Token> tokenize(const SourceSpan& text);

}  // namespace brian
