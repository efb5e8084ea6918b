#pragma once

#include <vector>

#include "components/integrators/linear_system.h"

namespace brian {

/// Equations of a linear system that have nothing to do with its others.
struct LinearPart {
    const System* system = nullptr;
    const LinearSystem* linear = nullptr;
    std::vector<std::size_t> members;  ///< numbers of the equations, ascending

    [[nodiscard]] std::size_t n() const { return members.size(); }
    [[nodiscard]] const RateEquation& equation(std::size_t row) const {
        return system->equations[members[row]];
    }
    [[nodiscard]] const std::string& variable(std::size_t row) const {
        return linear->variables[members[row]];
    }
    [[nodiscard]] const Expr& slope(std::size_t row, std::size_t column) const {
        return linear->slope(members[row], members[column]);
    }
    [[nodiscard]] const Expr& drive(std::size_t row) const { return linear->drives[members[row]]; }
    /// Whether all elements have the same A.
    [[nodiscard]] bool slopes_shared() const;
    /// Whether the drive of a row is there, and computed ahead of the step: one constant value for
    /// all elements. What differs between elements may be written at every step (a synaptic
    /// current), so it is read in the step.
    [[nodiscard]] bool drive_prepared(std::size_t row) const;
    /// Whether the drive of a row is there, and read in the step.
    [[nodiscard]] bool drive_in_step(std::size_t row) const;
};

/// A sum of products as a chain of fused multiply-adds: fma(a, x, fma(b, y, ... rest)).
class ProductSum {
  public:
    void add(const Expr& factor, const Expr& value) { products_.push_back({factor, value}); }
    void add(const Expr& term) { rest_ = rest_.exists() ? rest_ + term : term; }
    [[nodiscard]] Expr expr() const;

  private:
    struct Product {
        Expr factor;
        Expr value;
    };
    std::vector<Product> products_;
    Expr rest_;
};

/// Appends to `update` the propagation of one variable that stands alone: x' = a x + b.
void propagate_alone(const LinearPart& part, Update& update);
/// Appends to `update` the propagation of variables that act on each other.
void propagate_together(const LinearPart& part, Update& update);

}  // namespace brian
