#include "kernels/calls.h"

#include "base/error.h"
#include "base/format.h"
#include "base/suggest.h"

namespace brian {
namespace {

[[noreturn]] void fail(std::string message, const SourceSpan& where, std::string hint = {}) {
    ErrorFacts facts;
    facts.message = std::move(message);
    facts.where = where;
    facts.hint = std::move(hint);
    throw ModelError(std::move(facts));
}

void require_arguments(const Call& call, std::size_t arity, const SourceSpan& where) {
    if (call.arguments.size() != arity)
        fail(format("'{}' takes {} arguments, not {}", call.function, arity, call.arguments.size()),
             where);
}

}  // namespace

Callee find_callee(const Call& call, const SourceSpan& where, const Places& places) {
    Callee callee;
    if ((callee.table = places.table_of(call.function))) {
        require_arguments(call, places.tables()[*callee.table].two_dimensional ? 2 : 1, where);
        return callee;
    }
    if ((callee.draw = find_draw(call.function))) {
        require_arguments(call, callee.draw->arity, where);
        return callee;
    }
    callee.function = find_function(call.function);
    if (callee.function == nullptr)
        fail(format("unknown function '{}'", call.function), where,
             did_you_mean(call.function, function_names()));
    if (callee.function->random)
        fail(format("'{}' has not been given a stream of random numbers", call.function), where);
    require_arguments(call, static_cast<std::size_t>(callee.function->arity), where);
    return callee;
}

void fail_unknown_name(const std::string& name, const SourceSpan& where) {
    fail(format("unknown name '{}'", name), where, "it is neither bound nor assigned before");
}

void fail_not_assignable(const Statement& statement) {
    fail(format("'{}' cannot be assigned", statement.target), statement.target_where,
         "it is the number of the element");
}

}  // namespace brian
