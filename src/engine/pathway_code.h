#pragma once

#include <cstdint>
#include <span>
#include <utility>

#include "engine/routine.h"

namespace brian {

/// The code of a pathway for one block of synapses, and what of it need not be done for every
/// synapse. The results are those of the whole code for one synapse after the other.
class PathwayCode {
  public:
    PathwayCode() = default;
    explicit PathwayCode(Routine each) : each_(std::move(each)) {}

    /// Code that comes before, for each neuron that has spiked: element = its number.
    void set_once(Routine once) { once_ = std::move(once); }
    /// `ahead` computes, for each of the n neurons at the other end, values that `each` then reads.
    /// Worth it where many synapses share a neuron.
    void set_ahead(Routine ahead, std::uint32_t n, Routine each);

    explicit operator bool() const { return bool(each_); }
    /// To be called before the spikes of a step arrive.
    void begin_step() { computed_ahead_ = false; }
    /// Row by row: the synapses of the source neurons that have spiked, none of them twice.
    void run_rows(std::span<const std::uint32_t> neurons, std::span<const Row> rows);
    /// Listed: `sources` are those of the synapses, or nothing where the code reads none.
    void run_listed(std::span<const std::uint32_t> neurons, std::span<const std::uint32_t> synapses,
                    const IndexArray& sources);
    /// For a list of n synapses that comes in parts: what comes before the synapses. The routine
    /// returned runs the parts, in any order.
    [[nodiscard]] Routine& begin_list(std::span<const std::uint32_t> neurons, std::size_t n);
    /// Lets the workers do parts of long lists, and of what is computed ahead.
    void employ(Workers* workers);
    [[nodiscard]] const Kernel& kernel() const { return each_.kernel(); }
    /// Roughly what a synapse costs [ns].
    [[nodiscard]] double cost() const { return each_.cost(); }

  private:
    [[nodiscard]] Routine& for_synapses(std::size_t n);
    Routine each_;
    Routine once_;
    Routine ahead_;
    Routine each_after_ahead_;
    std::uint32_t n_ahead_ = 0;
    bool computed_ahead_ = false;  // in this step
};

}  // namespace brian
