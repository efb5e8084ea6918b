#include <algorithm>

#include "components/integrators/exact_part.h"
#include "components/integrators/methods.h"
#include "components/integrators/rates.h"
#include "components/integrators/structure.h"

namespace brian {

namespace {

LinearSystem linear_or_throw(const System& system) {
    auto linear = linear_system(system);
    if (auto* obstacle = std::get_if<Obstacle>(&linear)) throw ModelError(obstacle->facts);
    return std::get<LinearSystem>(std::move(linear));
}

std::vector<LinearPart> independent_parts(const System& system, const LinearSystem& linear) {
    Structure structure(linear.n());
    for (std::size_t row = 0; row < linear.n(); ++row)
        for (std::size_t column = 0; column < linear.n(); ++column)
            if (!is_zero(linear.slope(row, column))) structure.set(row, column);
    std::vector<LinearPart> parts;
    for (std::vector<std::size_t>& members : structure.independent_parts())
        parts.push_back({&system, &linear, std::move(members)});
    return parts;
}

}  // namespace

/// x(t+dt) = P x + Q b for x' = A x + b (see Propagator; Rotter & Diesmann 1999, Biol. Cybern.
/// 81:381). Variables that do not act on each other are propagated apart, so that the matrices stay
/// small.
Update exact(const System& system) {
    refuse_noise(system, "exact");
    const LinearSystem linear = linear_or_throw(system);
    Update update;
    for (const LinearPart& part : independent_parts(system, linear)) {
        if (part.n() == 1)
            propagate_alone(part, update);
        else
            propagate_together(part, update);
    }
    accept_new_values(system, update.step);
    update.prepare_every_step = std::any_of(
        linear.slopes.begin(), linear.slopes.end(),
        [&](const Expr& slope) { return time_dependence(slope, system) != TimeDependence::None; });
    return update;
}

}  // namespace brian
