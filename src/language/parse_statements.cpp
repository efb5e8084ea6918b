#include <algorithm>
#include <array>

#include "base/format.h"
#include "language/expression_parser.h"
#include "language/fail.h"
#include "language/lines.h"
#include "language/parser.h"
#include "language/reserved.h"

namespace brian {

namespace {

struct Assignment {
    std::string_view symbol;
    Op op;
};

/// `x *= e` and its like, which become `x = x * (e)`.
constexpr std::array updates = {
    Assignment{"*=", Op::Mul}, Assignment{"/=", Op::Div},  Assignment{"//=", Op::FloorDiv},
    Assignment{"%=", Op::Mod}, Assignment{"**=", Op::Pow}, Assignment{"^=", Op::Pow},
};

[[noreturn]] void refuse_statement(const Line& line) {
    const SourceSpan where = span_of(line, 0, line.size());
    if (const std::string hint = keyword_hint(line.front().text()); !hint.empty())
        fail(line.front().where, format("there is no '{}' in code", line.front().text()), hint);
    const auto comparison =
        std::find_if(line.begin(), line.end(), [](const Token& token) { return token.is("=="); });
    if (comparison != line.end())
        fail(comparison->where, "a comparison alone does nothing", "write '=' to assign");
    fail(where, "not a statement", "write 'name = expression' or 'name += expression'");
}

Statement parse_statement(const Line& line) {
    if (line.size() < 2 || line.front().kind != Token::Kind::Word) refuse_statement(line);
    const Token& target = line[0];
    const Token& symbol = line[1];
    const auto* update = std::find_if(updates.begin(), updates.end(),
                                      [&](const Assignment& row) { return symbol.is(row.symbol); });
    const bool known =
        symbol.is("=") || symbol.is("+=") || symbol.is("-=") || update != updates.end();
    if (!known) refuse_statement(line);
    if (const std::string reason = why_reserved(target.text()); !reason.empty())
        fail(target.where, format("cannot assign to '{}'", target.text()), reason);
    if (line.size() == 2) fail(symbol.where, format("no value after '{}'", symbol.text()));
    Expr value = parse_expression(span_of(line, 2, line.size()));
    Statement statement{std::string(target.text()), Statement::Kind::Assign, {}, target.where};
    if (symbol.is("+=") || symbol.is("-=")) statement.kind = Statement::Kind::Add;
    if (symbol.is("-=")) value = unary(Op::Neg, std::move(value));
    if (update != updates.end()) {
        const SourceSpan where = SourceSpan::join(target.where, value.where());
        Binary node{update->op, name(statement.target, target.where), std::move(value),
                    symbol.where};
        value = Expr(std::move(node), where);
    }
    statement.value = std::move(value);
    return statement;
}

}  // namespace

CodeBlock parse_statements(const SourceSpan& text) {
    CodeBlock block;
    for (const Line& line : statement_lines(text)) block.push_back(parse_statement(line));
    return block;
}

}  // namespace brian
