#include "kernels/muparser_text.h"

#include "base/format.h"
#include "kernels/calls.h"
#include "kernels/muparser_functions.h"

namespace brian {
namespace {

std::string call_text(const std::string& function, const std::vector<std::string>& arguments) {
    return format("{}({})", function, join(arguments, ","));
}

std::string binary_text(Op op, const std::string& left, const std::string& right) {
    const bool arithmetic = op == Op::Add || op == Op::Sub || op == Op::Mul || op == Op::Div;
    if (arithmetic) return format("({}{}{})", left, muparser_name(op), right);
    return call_text(muparser_name(op), {left, right});
}

}  // namespace

const std::string& MuparserVariables::of_name(const std::string& name) {
    const auto [place, is_new] = of_name_.try_emplace(name, variables_.size());
    if (is_new) variables_.push_back({format("v{}", variables_.size()), name});
    return variables_[place->second].name;
}

const std::string& MuparserVariables::of_number(double value) {
    variables_.push_back({format("c{}", variables_.size()), format("{}", value), value});
    return variables_.back().name;
}

double* MuparserVariables::find(const std::string& name) {
    const auto place = of_name_.find(name);
    return place == of_name_.end() ? nullptr : &variables_[place->second].value;
}

std::string muparser_text(const Expr& expr, const Places& places, MuparserVariables& variables) {
    const auto text = [&](const Expr& part) { return muparser_text(part, places, variables); };
    if (const auto* number = expr.as<Number>()) return variables.of_number(number->value);
    if (const auto* truth = expr.as<Boolean>()) return variables.of_number(truth->value ? 1 : 0);
    if (const auto* name = expr.as<Name>()) return variables.of_name(name->text);
    if (const auto* unary = expr.as<Unary>())
        return call_text(muparser_name(unary->op), {text(unary->operand)});
    if (const auto* binary = expr.as<Binary>())
        return binary_text(binary->op, text(binary->left), text(binary->right));
    const Call& call = *expr.as<Call>();
    const Callee callee = find_callee(call, expr.where(), places);
    std::vector<std::string> arguments;
    for (const Expr& argument : call.arguments) arguments.push_back(text(argument));
    return call_text(
        callee.table ? muparser_table_name(*callee.table) : muparser_name(call.function),
        arguments);
}

}  // namespace brian
