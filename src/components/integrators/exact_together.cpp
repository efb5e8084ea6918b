#include <algorithm>

#include "base/format.h"
#include "components/integrators/exact_part.h"
#include "components/integrators/rates.h"
#include "components/integrators/structure.h"

namespace brian {

namespace {

/// Free, or with the variables flagged `unless refractory` held (they may still drive others).
enum class Motion { Free, Held };

/// One propagator in the making. Drives that are computed ahead of the step stand in a last column
/// of A, that of a variable which is always 1.
struct Propagation {
    Motion motion;
    Structure reach;  ///< entries of P that can differ from zero
    Propagator names;

    [[nodiscard]] std::string prefix() const { return motion == Motion::Held ? "_held" : ""; }
};

bool is_held(const LinearPart& part, std::size_t row, Motion motion) {
    return motion == Motion::Held && part.equation(row).unless_refractory;
}

/// Declares an auxiliary; returns its name, made different from those before.
std::string declare(std::string wanted, const LinearPart& part, Update& update) {
    const auto taken = [&](const Auxiliary& other) { return other.name == wanted; };
    while (std::any_of(update.auxiliaries.begin(), update.auxiliaries.end(), taken)) wanted += "_";
    update.auxiliaries.push_back({wanted, part.slopes_shared()});
    return wanted;
}

/// Has prepare write the entries of A; returns their names, an empty one for an entry that is zero.
std::vector<std::string> prepare_slopes(const LinearPart& part, Update& update) {
    const std::size_t n = part.n();
    bool any_drive = false;
    for (std::size_t row = 0; row < n; ++row) any_drive = any_drive || part.drive_prepared(row);
    const std::size_t size = n + (any_drive ? 1 : 0);

    std::vector<std::string> names(size * size);
    const auto prepare = [&](std::size_t row, std::size_t column, const std::string& wanted,
                             const Expr& value) {
        names[row * size + column] = declare(wanted, part, update);
        update.prepare.push_back(assign(names[row * size + column], value));
    };
    for (std::size_t row = 0; row < n; ++row) {
        for (std::size_t column = 0; column < n; ++column) {
            if (is_zero(part.slope(row, column))) continue;
            prepare(row, column, format("_A_{}_{}", part.variable(row), part.variable(column)),
                    part.slope(row, column));
        }
        if (part.drive_prepared(row)) prepare(row, n, "_b_" + part.variable(row), part.drive(row));
    }
    return names;
}

Propagation start_propagation(const LinearPart& part, Motion motion,
                              const std::vector<std::string>& slopes) {
    std::size_t size = part.n();
    while (size * size < slopes.size()) ++size;
    Structure structure(size);
    Propagator names{size, slopes, std::vector<std::string>(slopes.size()),
                     std::vector<std::string>(slopes.size())};
    for (std::size_t row = 0; row < part.n(); ++row) {
        for (std::size_t column = 0; column < size; ++column) {
            std::string& slope = names.slopes[row * size + column];
            if (is_held(part, row, motion)) slope.clear();
            if (!slope.empty()) structure.set(row, column);
        }
    }
    return {motion, structure.closure(), std::move(names)};
}

/// Row `row` of P x + Q b; declares the entries that it reads.
Expr next_value(const LinearPart& part, std::size_t row, Propagation& propagation, Update& update) {
    const std::size_t n = part.n();
    Propagator& names = propagation.names;
    const std::string prefix = propagation.prefix();
    const std::string& x = part.variable(row);
    const auto entry = [&](std::vector<std::string>& table, std::size_t column,
                           const std::string& wanted) {
        std::string& chosen = table[row * names.n + column];
        chosen = declare(wanted, part, update);
        return name(chosen);
    };
    ProductSum next;
    for (std::size_t column = 0; column < n; ++column) {
        if (!propagation.reach.at(row, column)) continue;
        const std::string& y = part.variable(column);
        next.add(entry(names.flow, column, format("{}_P_{}_{}", prefix, x, y)), name(y));
        if (part.drive_in_step(column) && !is_held(part, column, propagation.motion))
            next.add(entry(names.drive, column, format("{}_Q_{}_{}", prefix, x, y)),
                     name("_b_" + y));
    }
    if (names.n > n && propagation.reach.at(row, n))
        next.add(entry(names.flow, n, format("{}_c_{}", prefix, x)));
    return next.expr();
}

/// Whether a variable depends on one that is flagged `unless refractory`.
bool follows_flagged(const LinearPart& part, std::size_t row, const Structure& reach) {
    for (std::size_t column = 0; column < part.n(); ++column)
        if (reach.at(row, column) && part.equation(column).unless_refractory) return true;
    return false;
}

}  // namespace

void propagate_together(const LinearPart& part, Update& update) {
    const std::vector<std::string> slopes = prepare_slopes(part, update);
    for (std::size_t row = 0; row < part.n(); ++row)
        if (part.drive_in_step(row))
            update.step.push_back(assign("_b_" + part.variable(row), part.drive(row)));

    Propagation free = start_propagation(part, Motion::Free, slopes);
    Propagation held = start_propagation(part, Motion::Held, slopes);
    bool needs_held = false;
    for (std::size_t row = 0; row < part.n(); ++row) {
        Expr value = next_value(part, row, free, update);
        if (part.equation(row).unless_refractory) {
            value = call("where", {name("not_refractory"), value, name(part.variable(row))});
        } else if (follows_flagged(part, row, free.reach)) {
            needs_held = true;
            const Expr while_held = next_value(part, row, held, update);
            value = call("where", {name("not_refractory"), value, while_held});
        }
        update.step.push_back(assign(new_value_of(part.variable(row)), value));
    }
    update.propagators.push_back(std::move(free.names));
    if (needs_held) update.propagators.push_back(std::move(held.names));
}

}  // namespace brian
