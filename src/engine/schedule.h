#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/clock.h"

namespace brian {

/// The parts of one step, in Brian 2's order (b2:brian2/core/network.py).
enum class Slot { BeforeStart, Start, Groups, Thresholds, Synapses, Resets, End };
enum class Phase { Before, At, After };

/// When within a step: "groups", "before_resets", "after_thresholds".
struct Moment {
    Slot slot = Slot::Start;
    Phase phase = Phase::At;
    bool operator==(const Moment&) const = default;
    auto operator<=>(const Moment&) const = default;  // NOLINT(modernize-use-nullptr): tidy 14 errs
};
[[nodiscard]] std::optional<Moment> parse_moment(std::string_view text);
[[nodiscard]] std::string name_of(const Moment& moment);
[[nodiscard]] std::vector<std::string> moment_names();

/// One thing that happens in each step of its clock.
struct Task {
    enum class Kind { Operation, Dynamics, Monitor };  ///< within equal order: in this sequence
    std::string object;                                ///< "groups.P"
    std::string action;                                ///< "update state"
    Moment when;
    int order = 0;
    Kind kind = Kind::Dynamics;
    int position = 0;  ///< in its map of the model file
    const Clock* clock = nullptr;
    std::function<void()> run;
};

/// Sorts by (moment, order, kind, position); stable.
void sort_tasks(std::vector<Task>& tasks);
/// The resolved schedule as a table, for --explain.
[[nodiscard]] std::string describe(const std::vector<Task>& sorted);

}  // namespace brian
