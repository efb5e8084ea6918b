#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/aligned.h"
#include "units/dimension.h"

namespace brian {

/// One variable of a group or of the synapses of a block: one value per element, or one for all
/// (shared).
struct Column {
    std::string name;
    Dimension dimension;
    bool shared = false;
    AlignedVector<double> values;
    /// Raised whenever something other than the integrator writes the column; what was computed
    /// from it (the propagators of exact integration) is computed again when this has moved.
    std::uint64_t version = 0;
    /// Not written while the network runs, or not needed any more after the step: no part of the
    /// mutable state.
    bool constant = false;
};

/// The variables of one object, by name. Columns never move once added.
class StateTable {
  public:
    Column& add(std::string name, const Dimension& dimension, std::size_t n_elements,
                double initial = 0.0);
    Column& add_shared(std::string name, const Dimension& dimension, double initial = 0.0);
    [[nodiscard]] Column* find(std::string_view name);
    [[nodiscard]] const Column* find(std::string_view name) const;
    [[nodiscard]] std::deque<Column>& columns() { return columns_; }
    [[nodiscard]] const std::deque<Column>& columns() const { return columns_; }

  private:
    std::deque<Column> columns_;
};

/// Whether the column is of the engine's own, not the user's: its name begins with an underscore.
[[nodiscard]] bool is_internal(const Column& column);

/// One piece of mutable state, for checkpoints, store and restore, and for finding the step of a
/// NaN.
struct StateItem {
    std::string path;  ///< "groups.P.v", "groups.P.spikes", "clocks.0"
    std::variant<std::span<double>, std::vector<double>*, std::vector<std::uint32_t>*,
                 std::vector<std::uint64_t>*, std::int64_t*>
        data;
    /// Counts that random numbers depend on go on when an earlier state is restored, unless asked
    /// otherwise.
    enum class Role { State, Count };
    Role role = Role::State;
};
using StateList = std::vector<StateItem>;

/// A copy of all that a StateList points at.
class Snapshot {
  public:
    Snapshot() = default;
    explicit Snapshot(const StateList& items) { take(items); }
    void take(const StateList& items);           ///< again; keeps its memory
    void restore(const StateList& items) const;  ///< into the same list of the same objects
    /// The same, but for the counts that random numbers depend on.
    void restore_but_counts(const StateList& items) const;
    /// The copies themselves, as state: "PATH.0", "PATH.1" ...
    void list_state(const std::string& path, StateList& items);

  private:
    using Copy = std::variant<std::vector<double>, std::vector<std::uint32_t>,
                              std::vector<std::uint64_t>, std::int64_t>;
    static void put_back(const StateItem& item, const Copy& copy);
    std::vector<Copy> copies_;
};

}  // namespace brian
