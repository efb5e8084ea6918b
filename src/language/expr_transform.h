#pragma once

#include "language/expr.h"

namespace brian {

template <class Change>
Expr transform(const Expr& expr, const Change& change) {
    if (const auto* u = expr.as<Unary>())
        return change(Expr(Unary{u->op, transform(u->operand, change)}, expr.where()));
    if (const auto* b = expr.as<Binary>()) {
        Binary copy{b->op, transform(b->left, change), transform(b->right, change),
                    b->operator_where};
        return change(Expr(std::move(copy), expr.where()));
    }
    if (const auto* c = expr.as<Call>()) {
        Call copy{c->function, {}};
        for (const Expr& argument : c->arguments)
            copy.arguments.push_back(transform(argument, change));
        return change(Expr(std::move(copy), expr.where()));
    }
    return change(expr);
}

}  // namespace brian
