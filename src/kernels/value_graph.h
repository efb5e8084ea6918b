#pragma once

#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

#include "kernels/places.h"
#include "kernels/program.h"

namespace brian {

using ValueId = std::uint32_t;

/// When a value can be known.
enum class Rank : std::uint8_t { Constant, PerRun, PerElement };

/// A value, or an effect on memory, of a block: what it is made of and when it can be known.
struct BlockValue {
    Action action = Action::Compute;
    Elementwise operation = Elementwise::Copy;
    std::string_view function;
    std::uint32_t place = 0;
    std::vector<ValueId> inputs;
    Rank rank = Rank::PerElement;
    double number = 0.0;      ///< of a Constant without inputs
    std::size_t version = 0;  ///< of a Load: how often the place had been written before
    [[nodiscard]] bool is_literal() const { return rank == Rank::Constant && inputs.empty(); }
    [[nodiscard]] bool is_effect() const {
        return action == Action::Store || action == Action::Accumulate;
    }
};

/// The values of a block in the order in which they come up. Equal operations on equal values are
/// one value; a read after a write is the value written.
class ValueGraph {
  public:
    explicit ValueGraph(const Places& places);

    ValueId literal(double number);
    /// A pure value; `value.rank` is found from its inputs.
    ValueId pure(BlockValue value);
    ValueId read(std::size_t slot);
    void write(std::size_t slot, ValueId value);
    void accumulate(std::size_t slot, ValueId value);

    [[nodiscard]] const std::vector<BlockValue>& values() const { return values_; }

  private:
    ValueId append(BlockValue value);
    /// What was read of the slot, and of those that overlap it, is out of date.
    void forget(std::size_t slot);

    using Key = std::tuple<Action, Elementwise, std::string_view, std::uint32_t,
                           std::vector<ValueId>, std::uint64_t, std::size_t>;
    const Places& places_;
    std::vector<BlockValue> values_;
    std::map<Key, ValueId> known_;
    std::map<std::size_t, ValueId> current_;  ///< slot -> its value
    std::vector<std::size_t> versions_;
};

}  // namespace brian
