#include "base/format.h"
#include "language/check.h"
#include "language/check_call.h"
#include "language/fail.h"
#include "language/unknown_name.h"

namespace brian {

namespace {

[[noreturn]] void refuse_write(const Statement& statement, const Symbol& symbol) {
    ErrorFacts facts;
    facts.message = format("'{}' cannot be assigned here", statement.target);
    facts.where = statement.target_where;
    facts.hint = symbol.why_not_writable;
    if (symbol.defined.somewhere()) facts.notes.push_back({"defined here", symbol.defined});
    throw ModelError(std::move(facts));
}

/// What is unknown can be assigned, which makes a local of the block, unless it is a full name.
void require_defined(const Statement& statement, const Scope& scope) {
    const bool full_name = statement.target.find('.') != std::string::npos;
    if (statement.kind == Statement::Kind::Assign && !full_name) return;
    refuse_unknown_name(name(statement.target, statement.target_where), scope);
}

/// The value must be of the target's type.
void check_value(const Statement& statement, const Typed& value, const ValueType& target) {
    if (target.kind == ValueKind::Boolean) {
        if (statement.kind == Statement::Kind::Add)
            fail(statement.target_where,
                 format("'{}' is true or false, not a number", statement.target),
                 "write '=' to assign");
        return require_boolean(value);
    }
    require_number(value);
    if (value.type.dimension != target.dimension)
        fail(value.expr.where(),
             format("'{}' is {}, its new value is {}", statement.target,
                    with_article(target.dimension), with_article(value.type.dimension)),
             remedy(value, target.dimension));
    if (target.kind == ValueKind::Integer && value.type.kind != ValueKind::Integer)
        fail(value.expr.where(),
             format("'{}' is an integer, its new value need not be whole", statement.target),
             "write int(...)");
}

/// Checks one statement; a name that it introduces is known to those after it.
void check_statement(const Statement& statement, Scope& scope) {
    const Typed value{statement.value, check(statement.value, scope)};
    const Symbol* target = scope.find(statement.target);
    if (target == nullptr) {
        require_defined(statement, scope);
        Symbol local;
        local.type = value.type;
        if (local.type.kind == ValueKind::Integer) local.type.kind = ValueKind::Real;
        local.writable = true;
        local.defined = statement.target_where;
        scope.define(statement.target, local);
        return;
    }
    if (target->kind == Symbol::Kind::Failed) give_up(statement.target_where, statement.target);
    if (!target->writable) refuse_write(statement, *target);
    check_value(statement, value, target->type);
}

}  // namespace

void check_statements(const CodeBlock& block, const Scope& scope) {
    Scope inner(&scope);
    for (const Statement& statement : block) check_statement(statement, inner);
}

bool check_statements(const CodeBlock& block, const Scope& scope, const std::string& path,
                      Diagnostics& diagnostics) {
    Scope inner(&scope);
    bool sound = true;
    for (const Statement& statement : block) {
        if (diagnostics.attempt(path, [&] { check_statement(statement, inner); })) continue;
        sound = false;
        Symbol failed;
        failed.kind = Symbol::Kind::Failed;
        if (inner.find(statement.target) == nullptr) inner.define(statement.target, failed);
    }
    return sound;
}

}  // namespace brian
