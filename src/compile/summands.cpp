#include "compile/summands.h"

#include <set>
#include <string>

#include "base/error.h"
#include "base/format.h"

namespace brian {

namespace {

std::set<std::string> flags_of(const Equation& equation) {
    std::set<std::string> flags;
    for (const Flag& flag : equation.flags) flags.insert(flag.text);
    return flags;
}

[[noreturn]] void refuse(const Summand& sum, const Summand& more, std::string message,
                         std::string hint) {
    throw ModelError({.message = std::move(message),
                      .where = more.asked_at,
                      .path = {},
                      .hint = std::move(hint),
                      .notes = {{"added to what stands here", sum.asked_at}}});
}

}  // namespace

bool are_summands(const Equation& first, const Equation& second) {
    return first.has_flag("added") && second.has_flag("added");
}

void add_summand(const Summand& sum, const Summand& more) {
    Equation& first = sum.equation;
    const Equation& second = more.equation;
    if (first.dimension != second.dimension || first.value_kind != second.value_kind)
        refuse(sum, more,
               format("'{}' is {} here, but {} elsewhere", second.variable,
                      with_article(second.dimension), with_article(first.dimension)),
               "only what has the same unit can be added up");
    if (flags_of(first) != flags_of(second))
        refuse(sum, more, format("'{}' has other flags here than elsewhere", second.variable),
               "give all that is added up the same flags");
    if (second.kind == EquationKind::Parameter) return;
    if (first.kind == EquationKind::Parameter)
        first = second;
    else
        first.expression = first.expression + second.expression;
}

}  // namespace brian
