#include "kernels/value_graph.h"

#include <algorithm>
#include <bit>

namespace brian {

ValueGraph::ValueGraph(const Places& places) : places_(places), versions_(places.slots().size()) {}

ValueId ValueGraph::literal(double number) {
    BlockValue value;
    value.number = number;
    return pure(std::move(value));
}

ValueId ValueGraph::pure(BlockValue value) {
    if (value.action != Action::Load) value.rank = Rank::Constant;
    for (const ValueId input : value.inputs) value.rank = std::max(value.rank, values_[input].rank);
    // Bits, not numbers: 0.0 and -0.0 are two constants, and a NaN is itself.
    const Key key{value.action, value.operation, value.function,
                  value.place,  value.inputs,    std::bit_cast<std::uint64_t>(value.number),
                  value.version};
    if (const auto found = known_.find(key); found != known_.end()) return found->second;
    return known_[key] = append(std::move(value));
}

ValueId ValueGraph::read(std::size_t slot) {
    if (const auto found = current_.find(slot); found != current_.end()) return found->second;
    const bool fixed =
        places_.slots()[slot].access == Binding::Access::Shared && !places_.written(slot);
    BlockValue value;
    value.action = Action::Load;
    value.place = static_cast<std::uint32_t>(slot);
    value.rank = fixed ? Rank::PerRun : Rank::PerElement;
    value.version = versions_[slot];
    return current_[slot] = pure(std::move(value));
}

void ValueGraph::write(std::size_t slot, ValueId value) {
    BlockValue store;
    store.action = Action::Store;
    store.place = static_cast<std::uint32_t>(slot);
    store.inputs = {value};
    append(std::move(store));
    forget(slot);
    current_[slot] = value;
}

void ValueGraph::accumulate(std::size_t slot, ValueId value) {
    BlockValue sum;
    sum.action = Action::Accumulate;
    sum.place = static_cast<std::uint32_t>(slot);
    sum.inputs = {value};
    append(std::move(sum));
    forget(slot);
}

ValueId ValueGraph::append(BlockValue value) {
    values_.push_back(std::move(value));
    return static_cast<ValueId>(values_.size() - 1);
}

void ValueGraph::forget(std::size_t slot) {
    for (std::size_t other = 0; other < versions_.size(); ++other) {
        if (!places_.overlap(slot, other)) continue;
        current_.erase(other);
        ++versions_[other];
    }
}

}  // namespace brian
