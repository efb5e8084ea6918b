#include "engine/schedule.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "base/format.h"

namespace brian {
namespace {

constexpr std::array slots = {Slot::Start,    Slot::Groups, Slot::Thresholds,
                              Slot::Synapses, Slot::Resets, Slot::End};
constexpr std::array phases = {Phase::Before, Phase::At, Phase::After};

std::string_view slot_name(Slot slot) {
    switch (slot) {
        case Slot::BeforeStart:
            return "before_start";
        case Slot::Start:
            return "start";
        case Slot::Groups:
            return "groups";
        case Slot::Thresholds:
            return "thresholds";
        case Slot::Synapses:
            return "synapses";
        case Slot::Resets:
            return "resets";
        case Slot::End:
            return "end";
    }
    return "";
}

std::string_view prefix(Phase phase) {
    switch (phase) {
        case Phase::Before:
            return "before_";
        case Phase::At:
            return "";
        case Phase::After:
            return "after_";
    }
    return "";
}

/// What "before_start" means: the slot of that name, where values that hold for a step are
/// computed.
constexpr Moment before_start{Slot::BeforeStart, Phase::At};

std::vector<Moment> moments() {
    std::vector<Moment> all;
    for (const Slot slot : slots)
        for (const Phase phase : phases)
            all.push_back(slot == Slot::Start && phase == Phase::Before ? before_start
                                                                        : Moment{slot, phase});
    return all;
}

auto place(const Task& task, const SlotOrder& order) {
    return std::tuple(order.place(task.when), task.order, task.kind, task.position);
}

}  // namespace

std::optional<Moment> parse_moment(std::string_view text) {
    for (const Moment& moment : moments())
        if (name_of(moment) == text) return moment;
    return std::nullopt;
}

std::string name_of(const Moment& moment) {
    return format("{}{}", prefix(moment.phase), slot_name(moment.slot));
}

std::vector<std::string> moment_names() {
    std::vector<std::string> names;
    for (const Moment& moment : moments()) names.push_back(name_of(moment));
    return names;
}

SlotOrder::SlotOrder() : SlotOrder(std::vector<Slot>(slots.begin(), slots.end())) {}

SlotOrder::SlotOrder(const std::vector<Slot>& order) {
    for (std::size_t k = 0; k < order.size(); ++k)
        places_.at(static_cast<std::size_t>(order[k])) = 2 * k + 1;
    places_.at(static_cast<std::size_t>(Slot::BeforeStart)) =
        places_.at(static_cast<std::size_t>(Slot::Start)) - 1;
}

std::size_t SlotOrder::place(const Moment& moment) const {
    return places_.at(static_cast<std::size_t>(moment.slot)) * phases.size()
           + static_cast<std::size_t>(moment.phase);
}

void sort_tasks(std::vector<Task>& tasks, const SlotOrder& order) {
    std::stable_sort(tasks.begin(), tasks.end(), [&order](const Task& a, const Task& b) {
        return place(a, order) < place(b, order);
    });
}

std::string describe(const std::vector<Task>& sorted) {
    // Which clock, only where there are several.
    std::set<const Clock*> clocks;
    for (const Task& task : sorted) clocks.insert(task.clock);
    const auto every = [&clocks](const Task& task) {
        return clocks.size() < 2 || task.clock == nullptr
                   ? std::string()
                   : format(", every {:.9g} ms", task.clock->dt() * 1e3);
    };
    std::string table = format("{:<18}{:>6}  {:<28}{}\n", "when", "order", "object", "action");
    for (const Task& task : sorted)
        table += format("{:<18}{:>6}  {:<28}{}{}\n", name_of(task.when), task.order, task.object,
                        task.action, every(task));
    return table;
}

}  // namespace brian
