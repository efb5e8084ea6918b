#pragma once

#include <array>
#include <cstddef>
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

/// The order of the slots within a step (b2:brian2/core/network.py, Network.schedule).
class SlotOrder {
  public:
    /// Brian 2's: start, groups, thresholds, synapses, resets, end.
    SlotOrder();
    /// Each of them once.
    explicit SlotOrder(const std::vector<Slot>& slots);
    /// Place within a step: smaller is earlier. What holds for a whole step is computed right
    /// before slot start.
    [[nodiscard]] std::size_t place(const Moment& moment) const;
    [[nodiscard]] bool precedes(const Moment& a, const Moment& b) const {
        return place(a) < place(b);
    }

  private:
    std::array<std::size_t, 7> places_{};  // by slot
};

struct NeuronGroup;

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
    const NeuronGroup* advances = nullptr;  ///< whose state it advances
    const NeuronGroup* finds = nullptr;     ///< whose spikes it finds
};

/// Sorts by (moment, order, kind, position); stable.
void sort_tasks(std::vector<Task>& tasks, const SlotOrder& order = SlotOrder());
/// The resolved schedule as a table, for --explain.
[[nodiscard]] std::string describe(const std::vector<Task>& sorted);

}  // namespace brian
