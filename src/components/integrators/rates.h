#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "components/integrators/integrator.h"

/// What the integrators share: names of intermediate values, noise, time, refractoriness.
namespace brian {

using Replacements = std::vector<std::pair<std::string, Expr>>;

[[nodiscard]] std::vector<std::string> variables_of(const System& system);

/// Whether a name stands for noise: xi, or xi_name.
[[nodiscard]] bool is_noise(std::string_view name);
/// The noises that the equations read, each once, in order of appearance.
[[nodiscard]] std::vector<std::string> noises_of(const System& system);

/// amplitude * noise, the noise being white with unit variance per second.
struct NoiseTerm {
    std::string noise;
    Expr amplitude;
};

/// rate = drift + sum of the noise terms.
struct NoisyRate {
    Expr drift;
    std::vector<NoiseTerm> noise;
};
/// Throws ModelError when noise enters in any other way than times a factor.
[[nodiscard]] NoisyRate split_noise(const RateEquation& equation);

/// Throws ModelError when an equation reads noise.
void refuse_noise(const System& system, std::string_view method);

/// Whether an amplitude makes its noise multiplicative: it reads t or a differential variable.
/// Then Ito and Stratonovich disagree.
[[nodiscard]] bool is_multiplicative(const NoiseTerm& term, const System& system);

/// Sum over the terms of amplitude * dW; 0 when there are none.
[[nodiscard]] Expr noise_increment(const std::vector<NoiseTerm>& terms);

/// How an expression depends on time: through timed arrays that hold for a whole step, or at any
/// instant.
enum class TimeDependence { None, Stepwise, Continuous };
[[nodiscard]] TimeDependence time_dependence(const Expr& expr, const System& system);

/// `change`, or 0 where the equation is held by refractoriness.
[[nodiscard]] Expr unless_held(const RateEquation& equation, const Expr& change);

[[nodiscard]] bool is_zero(const Expr& expr);
[[nodiscard]] Expr step_length();  ///< dt

/// "_new_v"
[[nodiscard]] std::string new_value_of(const std::string& variable);
/// Appends v = _new_v for all variables: they advance together, from the values at the start of the
/// step.
void accept_new_values(const System& system, CodeBlock& step);

}  // namespace brian
