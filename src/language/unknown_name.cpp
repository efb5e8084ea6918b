#include "language/unknown_name.h"

#include <algorithm>

#include "base/format.h"
#include "base/suggest.h"
#include "language/fail.h"
#include "language/functions.h"
#include "units/unit_table.h"

namespace brian {

namespace {

/// The full name of a unit of one letter: "second" for s.
std::string full_name(const Quantity& unit) {
    std::string base = name_of(unit.dimension);
    if (find_unit(base) == unit) return base;
    for (const std::string& candidate : unit_names())
        if (find_unit(candidate) == unit) return candidate;
    return base;
}

}  // namespace

void refuse_unknown_name(const Expr& name, const Scope& scope) {
    const std::string& text = name.as<Name>()->text;
    if (find_function(text) != nullptr || scope.find_function(text) != nullptr)
        fail(name.where(), format("'{}' is a function", text), format("write {}(...)", text));
    if (text == "xi" || text.starts_with("xi_"))
        fail(name.where(), format("the noise '{}' is not known here", text),
             "noise belongs in the rate of a differential equation: dv/dt = ... + sigma*xi");
    std::string hint = did_you_mean(text, scope.names());
    if (text.find('.') != std::string::npos && nearest(text, scope.names()).empty())
        hint = format(
            "read it as a linked variable: x : UNIT (linked), with links: {{x: {}}}; "
            "operations know it as {} where all neurons share it",
            text, text);
    if (const std::optional<Quantity> unit = find_unit_symbol(text))
        hint = format("as a unit, write '{}', or '10 {}'", full_name(*unit), text);
    fail(name.where(), format("unknown name '{}'", text), hint);
}

void refuse_unknown_function(const Expr& call, const Scope& scope) {
    const std::string& text = call.as<Call>()->function;
    if (scope.find(text) != nullptr)
        fail(call.where(), format("'{}' is not a function", text), format("write {}*(...)", text));
    std::vector<std::string> known = function_names();
    for (std::string& of_model : scope.function_names()) known.push_back(std::move(of_model));
    std::string hint = did_you_mean(text, known);
    const std::string plain = text.substr(text.rfind('.') + 1);
    if (std::find(known.begin(), known.end(), plain) != known.end())
        hint = format("functions have no module before their name; write {}(...)", plain);
    fail(call.where(), format("unknown function '{}'", text), hint);
}

}  // namespace brian
