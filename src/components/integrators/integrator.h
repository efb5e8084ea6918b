#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language/code_block.h"

namespace brian {

/// dvariable/dt = rate, subexpressions written out.
struct RateEquation {
    std::string variable;
    Expr rate;                       ///< may read t, xi, xi_name
    bool unless_refractory = false;  ///< rate counts as 0 where not_refractory is false
    SourceSpan where;
};

/// A system of differential equations as an integrator sees it.
struct System {
    std::vector<RateEquation> equations;
    std::set<std::string> shared;    ///< names with one value for all elements (parameters, dt, t)
    std::set<std::string> constant;  ///< names that do not change within a step and whose writing
                                     ///< is noticed: parameters of the equations, constants, i, N
    std::set<std::string> step_functions;  ///< timed arrays whose dt is a multiple of the clock's:
                                           ///< name(t) holds for a step
};

/// A variable that an update needs besides the model's own.
struct Auxiliary {
    std::string name;
    bool shared = false;  ///< one value for all elements
};

/// Exact integration of x' = A x + b over one step with b held: x(t+dt) = P x + Q b with
/// P = exp(A dt), Q = integral of exp(A s) ds from 0 to dt, both from the exponential of the
/// augmented matrix
/// [[A, I], [0, 0]] dt, which also serves singular A (Van Loan 1978, IEEE Trans. Autom. Control
/// 23:395). Row-major n*n names of auxiliaries, which are either all shared or all per element. A
/// constant drive may stand in a last column of A, as the slope of a variable that is always 1.
struct Propagator {
    std::size_t n = 0;
    std::vector<std::string> slopes;  ///< A [1/s and mixed], written by Update::prepare; an empty
                                      ///< name is an entry that is zero whatever the values
    std::vector<std::string> flow;    ///< P, read by Update::step; an empty name is not read
    std::vector<std::string> drive;   ///< Q, likewise
};

/// What an integrator makes of equations: statements, and no engine in sight.
/// prepare computes what changes only when something it reads is written; step advances by dt.
/// In step, `t` is the start of the step, `dt` its length, `_dW_xi`, `_dW_xi_name` are normal
/// deviates of variance dt (compile provides them), `not_refractory` is 1 or 0 where an equation
/// has that flag.
struct Update {
    CodeBlock prepare;
    /// To be computed after prepare and before step: one for each part of the system that is
    /// independent of the rest and larger than one variable, and one more for such a part with its
    /// flagged variables held, where they drive others. Slopes may occur in both.
    std::vector<Propagator> propagators;
    CodeBlock step;
    std::vector<Auxiliary> auxiliaries;
    bool prepare_every_step = false;  ///< prepare reads t or a timed array
};

/// One numerical method.
struct Integrator {
    std::string_view name;
    std::string_view description;
    /// Throws ModelError saying why the method does not apply to the system ("x enters dv/dt as
    /// x**2").
    Update (*make)(const System& system);
};

[[nodiscard]] std::span<const Integrator> integrators();
[[nodiscard]] const Integrator* find_integrator(std::string_view name);

/// The first of exact, euler, heun that applies (b2:brian2/stateupdaters), and why.
struct Choice {
    const Integrator* integrator = nullptr;
    std::string reason;
};
[[nodiscard]] Choice choose_integrator(const System& system);

/// Computes P and Q of n x n from A (all row-major) for a step of dt seconds; NaN where an entry of
/// A is not finite.
void propagate(std::size_t n, std::span<const double> slopes, double dt, std::span<double> flow,
               std::span<double> drive);

}  // namespace brian
