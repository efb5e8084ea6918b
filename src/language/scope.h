#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "language/equations.h"
#include "units/quantity.h"

namespace brian {

struct ValueType {
    Dimension dimension;
    ValueKind kind = ValueKind::Real;
    bool operator==(const ValueType&) const = default;
};

/// What a name means where an expression stands.
struct Symbol {
    enum class Kind {
        Constant,       ///< a parameter of the model with one value
        Array,          ///< a parameter of the model with one value per element
        Variable,       ///< state: differential variable, parameter of the equations
        Subexpression,  ///< computed from others
        BuiltIn,        ///< t, dt, i, j, N, lastspike, not_refractory ...
        Failed          ///< its definition is wrong, as was reported there
    };
    Kind kind = Kind::Variable;
    ValueType type;
    bool shared = false;           ///< one value for all elements
    bool writable = false;         ///< code may assign it
    std::optional<double> value;   ///< of a Constant
    SourceSpan defined;            ///< for "first defined here"
    std::string why_not_constant;  ///< of one that has no value though it might have
    std::string why_not_writable;  ///< "a differential variable of another group", for the message
};

/// A function that the model brings along: a user function or a timed array.
struct ScopeFunction {
    std::vector<ValueType> arguments;
    ValueType value;
    bool failed = false;  ///< its definition is wrong, as was reported there
};

/// Names known at one place of the model, inner before outer.
class Scope {
  public:
    explicit Scope(const Scope* outer = nullptr) : outer_(outer) {}
    void define(const std::string& name, Symbol symbol) { symbols_[name] = std::move(symbol); }
    /// Calls of it are mistakes that follow from the reported one.
    void define_failed_function(const std::string& name) { functions_[name].failed = true; }
    void define_function(const std::string& name, ScopeFunction function) {
        functions_[name] = std::move(function);
    }
    [[nodiscard]] const Symbol* find(const std::string& name) const;
    [[nodiscard]] const ScopeFunction* find_function(const std::string& name) const;
    [[nodiscard]] std::vector<std::string> names() const;  ///< of this scope and all outer ones
    [[nodiscard]] std::vector<std::string> function_names() const;

  private:
    const Scope* outer_;
    std::map<std::string, Symbol> symbols_;
    std::map<std::string, ScopeFunction> functions_;
};

}  // namespace brian
