#include <algorithm>
#include <stdexcept>

#include "base/format.h"
#include "language/expression_parser.h"
#include "language/fail.h"
#include "language/parser.h"
#include "language/unit_expression.h"
#include "math/functions.h"
#include "units/unit_table.h"

namespace brian {

namespace {

constexpr int max_unit_power = 99;

std::optional<Quantity> unit_of(const Token& token) {
    if (token.kind != Token::Kind::Word) return {};
    const std::optional<Quantity> symbol = find_unit_symbol(token.text());
    return symbol ? symbol : find_unit(token.text());
}

bool at_power(const TokenStream& tokens) {
    return tokens.at("^") || tokens.at("**");
}

/// Whether a `/` comes next, then units alone in parentheses: `/(mol K)`.
bool at_divisor_in_parentheses(const TokenStream& tokens) {
    if (!tokens.at("/") || !tokens.peek(1).is("(") || !unit_of(tokens.peek(2))) return false;
    int depth = 1;
    for (std::size_t ahead = 2; depth > 0; ++ahead) {
        const Token& token = tokens.peek(ahead);
        if (token.is("(")) ++depth;
        if (token.is(")")) --depth;
        const bool part = unit_of(token) || token.kind == Token::Kind::Number || token.is("(")
                          || token.is(")") || token.is("*") || token.is("/") || token.is("^")
                          || token.is("**") || token.is("-");
        if (!part) return false;
    }
    return true;
}

double whole_power(double base, std::int64_t exponent) {
    if (exponent < 0) return 1.0 / whole_power(base, -exponent);
    double product = 1.0;
    for (std::int64_t k = 0; k < exponent; ++k) product *= base;
    return product;
}

/// base^exponent; whole powers by multiplication, so that cm^2 is exactly cm*cm.
Quantity power(const Quantity& base, const Rational& exponent) {
    const bool whole = exponent.denominator() == 1;
    const double value = whole ? whole_power(base.value, exponent.numerator())
                               : math::pow(base.value, exponent.value());
    return {value, base.dimension.power(exponent)};
}

[[noreturn]] void refuse_power(const Token& token) {
    fail(token.where, "the power of a unit must be a number",
         "write second^2, second^-1 or second^(1/2)");
}

double exponent_number(TokenStream& tokens) {
    const double sign = tokens.accept("-") ? -1.0 : 1.0;
    const Token token = tokens.next();
    if (token.kind != Token::Kind::Number || !(token.value <= max_unit_power)) refuse_power(token);
    return sign * token.value;
}

/// The number after `^`: 2, -1, 0.5, (1/2), (-1/2).
Rational parse_exponent(TokenStream& tokens) {
    const Token first = tokens.peek();
    double exponent = 0.0;
    if (tokens.accept("(")) {
        exponent = exponent_number(tokens);
        if (tokens.accept("/")) exponent /= exponent_number(tokens);
        if (!tokens.accept(")")) refuse_power(tokens.peek());
    } else {
        exponent = exponent_number(tokens);
    }
    try {
        return Rational::from(exponent);
    } catch (const std::domain_error&) {
        refuse_power(first);
    }
}

[[noreturn]] void refuse_unit(const TokenStream& tokens) {
    const Token& token = tokens.peek();
    if (token.kind == Token::Kind::Word) {
        const std::string unit = nearest_unit(token.text());
        fail(token.where, format("unknown unit '{}'", token.text()),
             unit.empty() ? "" : format("did you mean '{}'?", unit));
    }
    if (token.kind == Token::Kind::Number)
        fail(token.where, format("the number {} is no unit", token.text()),
             "declare the unit alone, as in volt; a pure number has unit 1");
    if (tokens.finished()) fail(token.where, "the unit is missing", "write 1 for a pure number");
    refuse(tokens);
}

/// Whether a unit stands in parentheses already: one level is enough for any unit.
enum class Inside { Nothing, Parentheses };

Quantity unit_atom(TokenStream& tokens, Inside inside);

Quantity unit_factor(TokenStream& tokens, Inside inside) {
    const Quantity base = unit_atom(tokens, inside);
    if (!at_power(tokens)) return base;
    tokens.next();
    return power(base, parse_exponent(tokens));
}

Quantity product(const Quantity& a, const Quantity& b) {
    return {a.value * b.value, a.dimension * b.dimension};
}

Quantity quotient(const Quantity& a, const Quantity& b) {
    return {a.value / b.value, a.dimension / b.dimension};
}

Quantity unit_product(TokenStream& tokens, Inside inside) {
    Quantity total = unit_factor(tokens, inside);
    while (true) {
        if (tokens.accept("*") || unit_of(tokens.peek())) {
            total = product(total, unit_factor(tokens, inside));
        } else if (tokens.accept("/")) {
            total = quotient(total, unit_factor(tokens, inside));
        } else {
            return total;
        }
    }
}

Quantity unit_atom(TokenStream& tokens, Inside inside) {
    const Token token = tokens.peek();
    if (token.kind == Token::Kind::Number && token.value == 1.0) {
        tokens.next();
        return {1.0, {}};
    }
    if (const std::optional<Quantity> unit = unit_of(token)) {
        tokens.next();
        return *unit;
    }
    if (!token.is("(")) refuse_unit(tokens);
    if (inside == Inside::Parentheses)
        fail(token.where, "units need no parentheses within parentheses", "leave them out");
    tokens.next();
    const Quantity product = unit_product(tokens, Inside::Parentheses);
    if (!tokens.accept(")")) fail(token.where, "'(' is never closed", "add a ')'");
    return product;
}

/// Blanks, line ends and comments made single spaces.
std::string one_spaced(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '#') i = std::min(text.find('\n', i), text.size() - 1);
        const bool blank = std::string_view(" \t\r\n\\").find(text[i]) != std::string_view::npos;
        if (!blank) {
            result += text[i];
        } else if (!result.empty() && result.back() != ' ') {
            result += ' ';
        }
    }
    return result;
}

}  // namespace

std::optional<UnitExpression> parse_trailing_unit(TokenStream& tokens, double number) {
    if (!unit_of(tokens.peek())) return {};
    const Token first = tokens.peek();
    Quantity total = product({number, {}}, unit_factor(tokens, Inside::Nothing));
    while (true) {
        if (unit_of(tokens.peek())) {
            total = product(total, unit_factor(tokens, Inside::Nothing));
        } else if (at_divisor_in_parentheses(tokens)
                   || (tokens.at("/") && unit_of(tokens.peek(1)))) {
            tokens.next();
            total = quotient(total, unit_factor(tokens, Inside::Nothing));
        } else {
            break;
        }
    }
    const SourceSpan where = SourceSpan::join(first.where, tokens.previous().where);
    return UnitExpression{total, one_spaced(where.text()), where};
}

Quantity parse_unit_product(TokenStream& tokens) {
    return unit_product(tokens, Inside::Nothing);
}

DeclaredUnit parse_unit(const SourceSpan& text) {
    TokenStream tokens(tokenize(text));
    const SourceSpan first = tokens.peek().where;
    DeclaredUnit unit;
    if (tokens.at("boolean") || tokens.at("integer")) {
        unit.kind = tokens.at("boolean") ? ValueKind::Boolean : ValueKind::Integer;
        tokens.next();
    } else if (tokens.at("bool") || tokens.at("int") || tokens.at("float")) {
        fail(first, format("unknown unit '{}'", first.text()), "write boolean, integer or 1");
    } else {
        const Quantity quantity = parse_unit_product(tokens);
        unit.dimension = quantity.dimension;
        unit.scaled = quantity.value != 1.0;
    }
    if (!tokens.finished()) refuse_unit(tokens);
    unit.where = SourceSpan::join(first, tokens.previous().where);
    return unit;
}

}  // namespace brian
