#include "language/parser.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "base/format.h"
#include "language/expression_parser.h"
#include "language/fail.h"
#include "language/reserved.h"
#include "language/unit_expression.h"
#include "units/unit_table.h"

namespace brian {

namespace {

/// How tightly operators bind, as in Python.
enum Precedence : int { Lowest, Or, And, Not, Comparison, Sum, Product, Sign, Power };

struct Infix {
    std::string_view symbol;
    Op op;
    int precedence;
};

constexpr std::array infixes = {
    Infix{"or", Op::Or, Or},
    Infix{"and", Op::And, And},
    Infix{"<", Op::Lt, Comparison},
    Infix{"<=", Op::Le, Comparison},
    Infix{">", Op::Gt, Comparison},
    Infix{">=", Op::Ge, Comparison},
    Infix{"==", Op::Eq, Comparison},
    Infix{"!=", Op::Ne, Comparison},
    Infix{"+", Op::Add, Sum},
    Infix{"-", Op::Sub, Sum},
    Infix{"*", Op::Mul, Product},
    Infix{"/", Op::Div, Product},
    Infix{"//", Op::FloorDiv, Product},
    Infix{"%", Op::Mod, Product},
    Infix{"**", Op::Pow, Power},
    Infix{"^", Op::Pow, Power},
};

const Infix* find_infix(const Token& token) {
    const auto* found = std::find_if(infixes.begin(), infixes.end(),
                                     [&](const Infix& row) { return token.is(row.symbol); });
    return found == infixes.end() ? nullptr : found;
}

}  // namespace

/// One level of recursion; refuses to go deeper than max_nesting.
class ExpressionParser::Level {
  public:
    explicit Level(ExpressionParser& parser) : parser_(parser) {
        if (++parser_.nesting_ > max_nesting)
            fail(parser_.tokens_.peek().where,
                 format("expression is nested more than {} levels deep", max_nesting),
                 "give a part of it a name of its own");
    }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    ~Level() { --parser_.nesting_; }

  private:
    ExpressionParser& parser_;
};

Expr ExpressionParser::parse() {
    if (tokens_.finished()) fail(tokens_.peek().where, "expression is empty");
    Tree tree = expression(Lowest);
    if (!tokens_.finished()) refuse(tokens_);
    return tree.expr;
}

ExpressionParser::Tree ExpressionParser::expression(int min_precedence) {
    const Level level(*this);
    Tree left = prefix(min_precedence);
    for (const Infix* infix = find_infix(tokens_.peek());
         infix != nullptr && infix->precedence >= min_precedence;
         infix = find_infix(tokens_.peek())) {
        const Token op = tokens_.next();
        // ** is right associative: its right side may begin with another power.
        const int right_precedence =
            infix->precedence == Power ? infix->precedence : infix->precedence + 1;
        Tree right = expression(right_precedence);
        left = combine(op, std::move(left), std::move(right));
        if (infix->precedence == Comparison) refuse_chain(left.expr);
    }
    return left;
}

ExpressionParser::Tree ExpressionParser::combine(const Token& op, Tree left, Tree right) const {
    const int depth = std::max(left.depth, right.depth) + 1;
    if (depth > max_depth)
        fail(op.where, format("expression has more than {} operators in a row", max_depth),
             "give a part of it a name of its own");
    const SourceSpan where = SourceSpan::join(left.expr.where(), right.expr.where());
    Binary node{find_infix(op)->op, std::move(left.expr), std::move(right.expr), op.where};
    return {Expr(std::move(node), where), depth};
}

void ExpressionParser::refuse_chain(const Expr& comparison) const {
    const Infix* next = find_infix(tokens_.peek());
    if (next == nullptr || next->precedence != Comparison) return;
    const std::string middle = comparison.as<Binary>()->right.where().str();
    fail(tokens_.peek().where, "comparisons cannot be chained",
         format("write '{} and {} {} ...'", comparison.where().str(), middle, next->symbol));
}

ExpressionParser::Tree ExpressionParser::prefix(int min_precedence) {
    const Token op = tokens_.peek();
    if (op.is("+")) {
        tokens_.next();
        return expression(Sign);
    }
    const bool negation = op.is("not");
    if (!negation && !op.is("-")) return primary();
    if (negation && min_precedence > Not)
        fail(op.where, "'not' cannot follow an operator", "put parentheses round it: (not a)");
    tokens_.next();
    Tree operand = expression(negation ? Not : Sign);
    const SourceSpan where = SourceSpan::join(op.where, operand.expr.where());
    Unary node{negation ? Op::Not : Op::Neg, std::move(operand.expr)};
    return {Expr(std::move(node), where), operand.depth + 1};
}

ExpressionParser::Tree ExpressionParser::primary() {
    const Token& token = tokens_.peek();
    if (token.kind == Token::Kind::Number) return number_with_units();
    if (token.kind == Token::Kind::Word) return word();
    if (token.is("(")) return group();
    refuse(tokens_);
}

ExpressionParser::Tree ExpressionParser::number_with_units() {
    const Token literal = tokens_.next();
    if (!std::isfinite(literal.value))
        fail(literal.where, format("the number {} does not fit a double", literal.text()),
             "numbers go from about 1e-308 to 1e308; infinity is written inf");
    const std::optional<UnitExpression> unit = parse_trailing_unit(tokens_, literal.value);
    if (!unit) return {Expr(Number{literal.value, {}, std::string(literal.text())}, literal.where)};
    const SourceSpan where = SourceSpan::join(literal.where, unit->where);
    const std::string text = format("{} {}", literal.text(), unit->text);
    return {Expr(Number{unit->quantity.value, unit->quantity.dimension, text}, where)};
}

ExpressionParser::Tree ExpressionParser::group() {
    const Token opening = tokens_.next();
    Tree inside = expression(Lowest);
    close(opening);
    const SourceSpan where = SourceSpan::join(opening.where, tokens_.previous().where);
    return {Expr(inside.expr.node(), where), inside.depth};
}

void ExpressionParser::close(const Token& opening) {
    if (tokens_.finished()) fail(opening.where, "'(' is never closed", "add a ')'");
    if (!tokens_.accept(")")) refuse(tokens_);
}

ExpressionParser::Tree ExpressionParser::word() {
    const Token token = tokens_.peek();
    const std::string text(token.text());
    if (!keyword_hint(text).empty() || is_operator_word(text)) refuse(tokens_);
    tokens_.next();
    if (const std::optional<bool> value = truth_value(text))
        return {Expr(Boolean{*value}, token.where)};
    std::optional<Quantity> quantity = find_unit(text);
    if (!quantity) quantity = find_constant(text);
    if (quantity && tokens_.at("("))
        fail(token.where, format("'{}' is a unit or constant, not a function", text),
             format("write {}*(...)", text));
    if (quantity) return {Expr(Number{quantity->value, quantity->dimension, text}, token.where)};
    if (tokens_.at("(")) return call_of(token);
    if (references_ == References::Allowed && tokens_.at("[")) return reference(token);
    return {Expr(Name{text}, token.where)};
}

ExpressionParser::Tree ExpressionParser::reference(const Token& object) {
    std::string text(object.text());
    if (tokens_.peek(1).kind == Token::Kind::Number && tokens_.peek(2).is("]")) {
        tokens_.next();
        text += "[" + std::string(tokens_.next().text()) + "]";
        tokens_.next();
    }
    return {Expr(Name{text}, SourceSpan::join(object.where, tokens_.previous().where))};
}

ExpressionParser::Tree ExpressionParser::call_of(const Token& function) {
    const Token opening = tokens_.next();
    Call node{std::string(function.text()), {}};
    int depth = 0;
    while (!tokens_.at(")")) {
        if (tokens_.finished()) fail(opening.where, "'(' is never closed", "add a ')'");
        if (!node.arguments.empty() && !tokens_.accept(",")) refuse(tokens_);
        Tree argument = expression(Lowest);
        if (tokens_.at("="))
            fail(tokens_.peek().where, "arguments have no names",
                 format("give them by position: {}(a, b)", function.text()));
        depth = std::max(depth, argument.depth);
        node.arguments.push_back(std::move(argument.expr));
    }
    tokens_.next();
    const SourceSpan where = SourceSpan::join(function.where, tokens_.previous().where);
    return {Expr(std::move(node), where), depth + 1};
}

Expr parse_expression(const SourceSpan& text) {
    TokenStream tokens(tokenize(text));
    return ExpressionParser(tokens).parse();
}

Expr parse_with_references(const SourceSpan& text) {
    TokenStream tokens(tokenize(text));
    return ExpressionParser(tokens, References::Allowed).parse();
}

}  // namespace brian
