#include "compile/event_driven.h"

#include <algorithm>

#include "base/format.h"
#include "language/algebra.h"
#include "language/analysis.h"

namespace brian {

namespace {

using algebra::is_number;
using algebra::product;
using algebra::sum;

[[noreturn]] void refuse(const Equation& equation, std::string message, std::string hint) {
    throw ModelError({.message = std::move(message),
                      .where = equation.expression.where(),
                      .path = {},
                      .hint = std::move(hint),
                      .notes = {}});
}

const char* const take_clock = "flag the equation (clock-driven) instead";

std::string time_of(const std::string& variable) {
    return "_written_" + variable;
}

std::string value_at_event(const std::string& variable) {
    return "_now_" + variable;
}

Expr since_write(const std::string& variable) {
    return name("t") - name(time_of(variable));
}

const Equation* find_equation(const Equations& equations, const std::string& variable) {
    for (const Equation& equation : equations)
        if (equation.variable == variable) return &equation;
    return nullptr;
}

/// Refuses what changes between events without being written by them.
void need_constant(const Equation& equation, const Expr& rate, const Equations& equations) {
    if (draws(rate))
        refuse(equation,
               format("'{}' is event-driven, so its equation must not draw random numbers",
                      equation.variable),
               take_clock);
    for (const std::string& text : names_in(rate)) {
        if (text == "t")
            refuse(equation,
                   format("'{}' is event-driven, but its equation changes with time between events",
                          equation.variable),
                   take_clock);
        const Equation* other = find_equation(equations, text);
        if (other != nullptr && other->kind == EquationKind::Differential
            && !is_event_driven(*other))
            refuse(
                equation,
                format("'{}' is event-driven, but its equation reads '{}', which is clock-driven",
                       equation.variable, text),
                format("flag '{}' (clock-driven) as well", equation.variable));
    }
}

}  // namespace

bool is_event_driven(const Equation& equation) {
    return equation.kind == EquationKind::Differential && equation.has_flag("event-driven");
}

EventDriven::EventDriven(const Equations& equations, Resolver& resolve) {
    for (const Equation& equation : equations)
        if (is_event_driven(equation)) names_.push_back(equation.variable);
    for (const Equation& equation : equations) {
        if (!is_event_driven(equation)) continue;
        const Expr rate = resolve(equation.expression);
        need_constant(equation, rate, equations);
        variables_.push_back(variable_from(equation, rate));
    }
    for (const Variable& variable : variables_)
        for (const auto& [input, factor] : variable.inputs)
            if (!variables_[input].inputs.empty() || !is_number(variables_[input].drive, 0.0))
                refuse(*find_equation(equations, variable.name),
                       format("'{}' reads '{}', which is event-driven and does not merely decay",
                              variable.name, variables_[input].name),
                       "flag both (clock-driven) instead");
}

EventDriven::Variable EventDriven::variable_from(const Equation& equation, const Expr& rate) const {
    const auto parts = affine_in(rate, names_);
    if (!parts)
        refuse(equation,
               format("'{}' is event-driven, but its equation is not linear", equation.variable),
               take_clock);
    Variable variable;
    variable.name = equation.variable;
    variable.drive = simplify(parts->offset);
    for (std::size_t k = 0; k < names_.size(); ++k) {
        const Expr factor = simplify(parts->slopes[k]);
        if (names_[k] == equation.variable)
            variable.slope = factor;
        else if (!is_number(factor, 0.0))
            variable.inputs.emplace_back(k, factor);
    }
    return variable;
}

const EventDriven::Variable* EventDriven::find(const std::string& variable) const {
    const auto found = std::find(names_.begin(), names_.end(), variable);
    return found == names_.end() ? nullptr
                                 : &variables_[static_cast<std::size_t>(found - names_.begin())];
}

bool EventDriven::contains(const std::string& variable) const {
    return find(variable) != nullptr;
}

std::vector<std::string> EventDriven::time_columns() const {
    std::vector<std::string> columns(names_.size());
    std::transform(names_.begin(), names_.end(), columns.begin(), time_of);
    return columns;
}

bool EventDriven::acted_on_by(const Variable& variable, const std::string& text) const {
    return std::any_of(variable.inputs.begin(), variable.inputs.end(),
                       [&](const auto& input) { return names_[input.first] == text; });
}

Expr EventDriven::contribution(const Variable& variable, const Variable& input,
                               const Expr& factor) const {
    const Expr since = since_write(variable.name);
    const Expr between = name(time_of(variable.name)) - name(time_of(input.name));
    const Expr at_write = product(call("exp", {product(input.slope, between)}), name(input.name));
    const Expr difference = algebra::difference(input.slope, variable.slope);
    const Expr spread = product(call("exp", {product(variable.slope, since)}),
                                call("exprel", {product(difference, since)}));
    return product(product(factor, at_write), product(since, spread));
}

Expr EventDriven::value_now(const Variable& variable) const {
    const Expr since = since_write(variable.name);
    const bool still = is_number(variable.slope, 0.0);
    const Expr exponent = product(variable.slope, since);
    Expr value =
        still ? name(variable.name) : product(call("exp", {exponent}), name(variable.name));
    if (!is_number(variable.drive, 0.0)) {
        const Expr integral = still ? since : product(since, call("exprel", {exponent}));
        value = sum(value, product(variable.drive, integral));
    }
    for (const auto& [input, factor] : variable.inputs)
        value = sum(value, contribution(variable, variables_[input], factor));
    return value;
}

Expr EventDriven::operator()(const Expr& expr) const {
    return transform(expr, [this](const Expr& node) {
        const Name* n = node.as<Name>();
        const Variable* variable = n == nullptr ? nullptr : find(n->text);
        return variable == nullptr ? node : value_now(*variable);
    });
}

CodeBlock EventDriven::operator()(const CodeBlock& code) const {
    const std::vector<std::string> read = reads_of(code);
    const std::vector<std::string> written = writes_of(code);
    const auto among = [](const std::vector<std::string>& list, const std::string& text) {
        return std::find(list.begin(), list.end(), text) != list.end();
    };
    CodeBlock before;
    CodeBlock after;
    std::vector<std::pair<std::string, Expr>> replacements;
    for (const Variable& variable : variables_) {
        const bool moved =
            std::any_of(written.begin(), written.end(),
                        [&](const std::string& text) { return acted_on_by(variable, text); });
        const bool stored = moved || among(written, variable.name);
        const std::string local = value_at_event(variable.name);
        if (moved || among(read, variable.name))
            before.push_back(assign(local, value_now(variable)));
        if (stored) after.push_back(assign(variable.name, name(local)));
        if (stored) after.push_back(assign(time_of(variable.name), name("t")));
        replacements.emplace_back(variable.name, name(local));
    }
    for (const Statement& statement : code) {
        Statement copy = statement;
        copy.value = substitute(statement.value, replacements);
        if (contains(statement.target)) {
            copy.target = value_at_event(statement.target);
            if (statement.kind == Statement::Kind::Add) copy.value = name(copy.target) + copy.value;
            copy.kind = Statement::Kind::Assign;
        }
        before.push_back(std::move(copy));
    }
    before.insert(before.end(), after.begin(), after.end());
    return before;
}

}  // namespace brian
