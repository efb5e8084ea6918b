#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compile/model.h"
#include "compile/resolve.h"
#include "language/code_block.h"

namespace brian {

/// The (event-driven) variables of a connection. Each is a value and the time of its last write;
/// reading it gives the exact solution since then and stores nothing.
///
/// dx/dt = a x + b + k y, with a, b, k constant between writes and y event-driven itself,
/// dy/dt = c y:
///     x(t) = x e^(a s) + b s exprel(a s) + k y(t - s) s e^(a s) exprel((c - a) s),  s = t - t_x
/// where y(t - s) is y at the last write of x. Writing y therefore stores x first.
class EventDriven {
  public:
    EventDriven() = default;
    /// Throws ModelError where an equation is not linear, reads what changes between events without
    /// a write, or depends on others in a way that the solution above does not cover.
    EventDriven(const Equations& equations, Resolver& resolve);

    [[nodiscard]] bool empty() const { return variables_.empty(); }
    [[nodiscard]] bool contains(const std::string& variable) const;
    /// Columns [s] that hold the times of the last writes.
    [[nodiscard]] std::vector<std::string> time_columns() const;
    /// The block, resolved before, with every event-driven variable brought up to date where it is
    /// read, and stored with the time where it is written.
    [[nodiscard]] CodeBlock operator()(const CodeBlock& code) const;
    /// The expression with every event-driven variable as it is at time t.
    [[nodiscard]] Expr operator()(const Expr& expr) const;

  private:
    struct Variable {
        std::string name;
        Expr slope;
        Expr drive;
        std::vector<std::pair<std::size_t, Expr>> inputs;  // variable that acts on it, factor
    };
    [[nodiscard]] Variable variable_from(const Equation& equation, const Expr& rate) const;
    [[nodiscard]] const Variable* find(const std::string& variable) const;
    [[nodiscard]] Expr value_now(const Variable& variable) const;
    [[nodiscard]] Expr contribution(const Variable& variable, const Variable& input,
                                    const Expr& factor) const;
    [[nodiscard]] bool acted_on_by(const Variable& variable, const std::string& name) const;
    std::vector<Variable> variables_;
    std::vector<std::string> names_;
};

/// Whether the equation is differential and event-driven.
[[nodiscard]] bool is_event_driven(const Equation& equation);

}  // namespace brian
