#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/index_range.h"
#include "engine/state.h"

namespace brian {

/// The spikes of the last `depth` steps of one source, ascending within a step.
class SpikeBuffer {
  public:
    /// Keeps at least `n_steps` past steps besides the current one.
    void keep(std::int64_t n_steps);
    /// The list of step `step` to be filled (emptied first); steps must be pushed in order.
    [[nodiscard]] std::vector<std::uint32_t>& open(std::int64_t step);
    /// Spikes of that step; empty for steps before the first, not yet opened, or no longer kept.
    [[nodiscard]] std::span<const std::uint32_t> at(std::int64_t step) const;
    /// Counts the steps that it holds in another length [s]. A spike stays in the step that it lay
    /// in; several steps may become one.
    void change_dt(double before, double dt);
    void list_state(const std::string& path, StateList& items);

  private:
    std::vector<std::vector<std::uint32_t>> ring_{1};
    std::int64_t newest_ = -1;
};

/// A group, stimulus or subgroup of one as a source of spikes: which of the buffer's neurons
/// belong, and their number within it.
struct SpikeView {
    const SpikeBuffer* buffer = nullptr;
    IndexRange range;  ///< neurons of the whole source that may belong
    std::vector<std::uint32_t>
        local;  ///< of an index-list subgroup: number within it, or `outside`; by neuron
    static constexpr std::uint32_t outside = 0xFFFFFFFFU;
    std::uint32_t size = 0;  ///< number of neurons of the view

    /// Appends the local numbers of the spikes of `step`, ascending.
    void collect(std::int64_t step, std::vector<std::uint32_t>& out) const;
};

}  // namespace brian
