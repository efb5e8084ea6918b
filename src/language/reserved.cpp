#include "language/reserved.h"

#include <algorithm>
#include <array>

#include "base/format.h"
#include "language/functions.h"
#include "units/unit_table.h"

namespace brian {

namespace {

// Python's keywords: a model should be readable by Brian, too.
constexpr std::array<std::string_view, 33> python_keywords = {
    "and",    "as",     "assert", "async",  "await",   "break",    "class", "continue", "def",
    "del",    "elif",   "else",   "except", "finally", "for",      "from",  "global",   "if",
    "import", "in",     "is",     "lambda", "None",    "nonlocal", "not",   "or",       "pass",
    "raise",  "return", "try",    "while",  "with",    "yield"};

// b2:brian2/equations/equations.py
constexpr std::array<std::string_view, 16> built_in = {"t",
                                                       "dt",
                                                       "t_in_timesteps",
                                                       "i",
                                                       "j",
                                                       "N",
                                                       "xi",
                                                       "lastspike",
                                                       "not_refractory",
                                                       "refractory",
                                                       "refractory_until",
                                                       "lastupdate",
                                                       "N_incoming",
                                                       "N_outgoing",
                                                       "N_pre",
                                                       "N_post"};

template <class Names>
bool holds(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::string why_reserved(std::string_view name) {
    if (holds(python_keywords, name) || truth_value(name)) return format("'{}' is a keyword", name);
    if (find_unit(name)) return format("'{}' is a unit", name);
    if (find_constant(name)) return format("'{}' is a constant", name);
    if (find_function(name) != nullptr) return format("'{}' is a function", name);
    if (name.starts_with('_'))
        return format("'{}' begins with an underscore, as only generated names do", name);
    return {};
}

std::string why_reserved_in_equations(std::string_view name) {
    if (name.find('.') != std::string_view::npos)
        return format("'{}' has a dot, which stands between a group and its variable", name);
    if (std::string reason = why_reserved(name); !reason.empty()) return reason;
    if (holds(built_in, name)) return format("'{}' is a built-in variable", name);
    if (name.starts_with("xi_")) return format("'{}' is a noise, like xi", name);
    for (const std::string_view suffix : {"_pre", "_post"})
        if (name.ends_with(suffix))
            return format("'{}' ends in {}, which means the neuron at one end of a synapse", name,
                          suffix);
    return {};
}

std::optional<bool> truth_value(std::string_view word) {
    if (word == "true" || word == "True") return true;
    if (word == "false" || word == "False") return false;
    return {};
}

bool is_operator_word(std::string_view word) {
    return word == "and" || word == "or" || word == "not";
}

}  // namespace brian
