#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/error.h"
#include "components/integrators/integrator.h"

namespace brian {

/// x' = A x + b, with coefficients that hold for a step.
struct LinearSystem {
    std::vector<std::string> variables;
    std::vector<Expr> slopes;  ///< A, row-major; entries that are identically zero are the number 0
    std::vector<Expr> drives;  ///< b

    [[nodiscard]] std::size_t n() const { return variables.size(); }
    [[nodiscard]] const Expr& slope(std::size_t row, std::size_t column) const {
        return slopes[row * n() + column];
    }
};

/// Why a system is not of that form.
struct Obstacle {
    std::string brief;  ///< "not linear (v**2 in dv/dt)"
    ErrorFacts facts;
};

/// The system without noise as a linear one. A may read what is constant within a step and timed
/// arrays of System::step_functions; b anything but a continuous t and random functions.
[[nodiscard]] std::variant<LinearSystem, Obstacle> linear_system(const System& system);

}  // namespace brian
