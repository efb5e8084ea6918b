#include "language/check_call.h"

#include "base/format.h"
#include "language/check.h"
#include "language/fail.h"
#include "language/functions.h"
#include "language/unknown_name.h"

namespace brian {

namespace {

using Arguments = std::vector<Typed>;

void require_count(const Expr& expr, std::size_t expected) {
    const auto* call = expr.as<Call>();
    if (call->arguments.size() == expected) return;
    fail(expr.where(), format("{}() takes {} argument{}, not {}", call->function, expected,
                              expected == 1 ? "" : "s", call->arguments.size()));
}

void require_dimension(const Typed& value, const Dimension& expected, const std::string& owner) {
    require_number(value);
    if (value.type.dimension == expected) return;
    fail(value.expr.where(),
         format("{} takes {}, not {}", owner, with_article(expected),
                with_article(value.type.dimension)),
         remedy(value, expected));
}

/// The common type of values of which one is chosen.
ValueType common_type(const Expr& expr, const Arguments& values) {
    ValueType type = values.front().type;
    for (const Typed& value : values) {
        const bool booleans =
            type.kind == ValueKind::Boolean && value.type.kind == ValueKind::Boolean;
        if (type.kind == ValueKind::Boolean && !booleans) require_boolean(value);
        if (!booleans) require_number(value);
        if (value.type.dimension != type.dimension)
            fail(expr.where(),
                 format("{}() cannot choose between {} and {}", expr.as<Call>()->function,
                        noun(type.dimension), noun(value.type.dimension)),
                 mend(values.front(), value));
        if (value.type.kind == ValueKind::Real) type.kind = ValueKind::Real;
    }
    return type;
}

ValueType timestep_type(const Arguments& arguments) {
    for (const Typed& argument : arguments)
        require_dimension(argument, dimensions::second(), "timestep()");
    return {{}, ValueKind::Integer};
}

ValueType fused_type(const Expr& expr, const Arguments& arguments) {
    for (const Typed& argument : arguments) require_number(argument);
    const ValueType product{arguments[0].type.dimension * arguments[1].type.dimension,
                            ValueKind::Real};
    return common_type(expr, {{expr, product}, arguments[2]});
}

ValueType type_by_rule(const Function& function, const Expr& expr, const Arguments& arguments) {
    const ValueKind kind = function.integer_value ? ValueKind::Integer : ValueKind::Real;
    switch (function.rule) {
        case DimensionRule::AllNone:
            for (const Typed& argument : arguments)
                require_dimension(argument, {}, format("{}()", function.name));
            return {{}, kind};
        case DimensionRule::Same:
            require_number(arguments[0]);
            return arguments[0].type;
        case DimensionRule::SquareRoot:
            require_number(arguments[0]);
            return {arguments[0].type.dimension.power(Rational(1, 2)), kind};
        case DimensionRule::AllSame:
            for (const Typed& argument : arguments) require_number(argument);
            return common_type(expr, arguments);
        case DimensionRule::Choice:
            require_boolean(arguments[0]);
            return common_type(expr, {arguments[1], arguments[2]});
        case DimensionRule::Timestep:
            return timestep_type(arguments);
        case DimensionRule::MultiplyAdd:
            return fused_type(expr, arguments);
        case DimensionRule::ToNone:
        case DimensionRule::Random:
            break;
    }
    return {{}, kind};
}

ValueType type_of_scope_call(const ScopeFunction& function, const Expr& expr,
                             const Arguments& arguments) {
    require_count(expr, function.arguments.size());
    const std::string owner = format("{}()", expr.as<Call>()->function);
    for (std::size_t k = 0; k < arguments.size(); ++k) {
        if (function.arguments[k].kind == ValueKind::Boolean) {
            require_boolean(arguments[k]);
        } else {
            require_dimension(arguments[k], function.arguments[k].dimension, owner);
        }
    }
    return function.value;
}

}  // namespace

ValueType check_call(const Expr& expr, const Scope& scope) {
    const auto* call = expr.as<Call>();
    const Function* function = find_function(call->function);
    const ScopeFunction* of_model = scope.find_function(call->function);
    if (function == nullptr && of_model == nullptr) refuse_unknown_function(expr, scope);
    if (of_model != nullptr && of_model->failed) give_up(expr.where(), call->function);
    if (of_model == nullptr) require_count(expr, static_cast<std::size_t>(function->arity));
    Arguments arguments;
    for (const Expr& argument : call->arguments)
        arguments.push_back({argument, check(argument, scope)});
    if (of_model != nullptr) return type_of_scope_call(*of_model, expr, arguments);
    if (call->function == "int") return {{}, ValueKind::Integer};
    if (function->rule == DimensionRule::ToNone) require_number(arguments[0]);
    return type_by_rule(*function, expr, arguments);
}

}  // namespace brian
