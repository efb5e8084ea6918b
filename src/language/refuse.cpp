#include <algorithm>
#include <array>
#include <utility>

#include "base/format.h"
#include "base/suggest.h"
#include "language/expression_parser.h"
#include "language/fail.h"
#include "units/unit_table.h"

namespace brian {

namespace {

struct Advice {
    std::string_view text;
    std::string_view hint;
};

// Notations of Python, C and word processors, with what to write instead.
constexpr std::array foreign_symbols = {
    Advice{"&", "write 'and'"},
    Advice{"&&", "write 'and'"},
    Advice{"|", "write 'or'"},
    Advice{"||", "write 'or'"},
    Advice{"~", "write 'not'"},
    Advice{"!", "write 'not'"},
    Advice{"<>", "write '!='"},
    Advice{"=>", "write '>='"},
    Advice{"?", "write where(condition, a, b)"},
    Advice{"[", "there is no indexing; every neuron or synapse sees its own values"},
    Advice{"]", "there is no indexing; every neuron or synapse sees its own values"},
    Advice{".", "names have no attributes; write the plain name"},
    Advice{"{", "write parentheses: ( )"},
    Advice{"}", "write parentheses: ( )"},
    Advice{"'", "there are no strings in expressions; leave the quotes out"},
    Advice{"\"", "there are no strings in expressions; leave the quotes out"},
    Advice{"\\", "a backslash continues a line and must be its last character"},
    Advice{"=", "write '==' to compare"},
    Advice{"\u00b5", "write u, as in um or uF"},
    Advice{"\u03bc", "write u, as in um or uF"},
    Advice{"\u03a9", "write ohm"},
    Advice{"\u2126", "write ohm"},
    Advice{"\u2212", "write a plain minus: -"},
    Advice{"\u2013", "write a plain minus: -"},
    Advice{"\u00b7", "write *"},
    Advice{"\u00d7", "write *"},
    Advice{"\u00f7", "write /"},
    Advice{"\u00b2", "write ^2"},
    Advice{"\u00b3", "write ^3"},
    Advice{"\u2264", "write <="},
    Advice{"\u2265", "write >="},
    Advice{"\u2260", "write !="},
    Advice{"\u00a0", "this is a space that does not break; write a plain one"},
};

constexpr std::string_view choice = "write where(condition, a, b)";
constexpr std::array keywords = {
    Advice{"if", choice},
    Advice{"else", choice},
    Advice{"elif", choice},
    Advice{"for", "every neuron or synapse is computed by itself; there are no loops"},
    Advice{"while", "every neuron or synapse is computed by itself; there are no loops"},
    Advice{"in", "compare with each value: x == a or x == b"},
    Advice{"is", "write '=='"},
    Advice{"lambda", "functions are defined under the key 'functions' of the model"},
    Advice{"def", "functions are defined under the key 'functions' of the model"},
    Advice{"None", "leave it out"},
};

template <class Table>
std::string hint_from(const Table& table, std::string_view text) {
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const Advice& row) { return row.text == text; });
    return found == table.end() ? std::string() : std::string(found->hint);
}

bool begins_value(const Token& token) {
    return token.kind == Token::Kind::Number || token.kind == Token::Kind::Word || token.is("(");
}

bool ends_value(const Token& token) {
    return token.kind == Token::Kind::Number || token.kind == Token::Kind::Word || token.is(")");
}

/// The token as the message shows it; control characters by their number.
std::string shown(const Token& token) {
    const std::string_view text = token.text();
    if (text.size() == 1 && static_cast<unsigned char>(text[0]) < 32)
        return format("the character 0x{:02x}", static_cast<unsigned>(text[0]));
    return format("'{}'", text);
}

/// Two values side by side, of which the first may be a number and the second a misspelt unit.
[[noreturn]] void refuse_neighbours(const Token& left, const Token& right) {
    const bool number = left.kind == Token::Kind::Number;
    const std::string unit =
        number && right.kind == Token::Kind::Word ? nearest_unit(right.text()) : "";
    std::string hint = format("write '*' between them: {} * {}", left.text(), right.text());
    if (!unit.empty()) hint += format("; or did you mean '{} {}'?", left.text(), unit);
    if (right.kind == Token::Kind::Word && number)
        fail(right.where, format("'{}' is not a unit", right.text()), std::move(hint));
    fail(right.where, format("an operator is missing before {}", shown(right)), std::move(hint));
}

}  // namespace

std::string nearest_unit(std::string_view word) {
    // A prefix is a matter of case: mvolt is not Mvolt, though both are as near to mVolt.
    std::vector<std::string> same_prefix = unit_names();
    std::erase_if(same_prefix,
                  [&](const std::string& unit) { return unit.front() != word.front(); });
    const std::string best = nearest(word, same_prefix);
    return best.empty() ? nearest(word, unit_names()) : best;
}

std::string keyword_hint(std::string_view word) {
    return hint_from(keywords, word);
}

void refuse(const TokenStream& tokens) {
    const Token& token = tokens.peek();
    const Token& before = tokens.previous();
    if (tokens.finished())
        fail(before.where, format("the expression ends after {}", shown(before)),
             "a value is missing");
    if (const std::string hint = hint_from(foreign_symbols, token.text()); !hint.empty())
        fail(token.where, format("{} has no meaning here", shown(token)), hint);
    if (const std::string hint = keyword_hint(token.text()); !hint.empty())
        fail(token.where, format("there is no '{}' in expressions", token.text()), hint);
    const bool first = &token == &before;
    if (!first && ends_value(before) && begins_value(token)) refuse_neighbours(before, token);
    if (token.is(")"))
        fail(token.where,
             first || ends_value(before) ? "')' closes nothing" : "a value is missing before ')'");
    if (first || !ends_value(before))
        fail(token.where, format("expected a value before {}", shown(token)));
    fail(token.where, format("unexpected {}", shown(token)));
}

}  // namespace brian
