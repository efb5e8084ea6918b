#pragma once

#include <cstdint>
#include <span>

#include "components/connections/rule.h"

namespace brian {

/// Appends the synapses of one source: none onto itself where autapses are excluded, and as many of
/// each pair as the connection's multiplicity says.
class SourceRow {
  public:
    SourceRow(const RuleInput& input, std::uint32_t source, Edges& edges)
        : edges_(edges),
          multiplicity_(input.multiplicity),
          source_(source),
          excluded_(excluded_target(input, source)) {}

    void add(std::uint32_t target) {
        if (target == excluded_) return;
        for (std::uint64_t copy = 0; copy < multiplicity_; ++copy) {
            edges_.source.push_back(source_);
            edges_.target.push_back(target);
        }
    }
    /// The targets first + offset, for ascending offsets.
    void add(std::uint32_t first, std::span<const std::uint32_t> offsets) {
        if (multiplicity_ != 1 || excluded_ != SpikeView::outside) {
            for (const std::uint32_t offset : offsets) add(first + offset);
            return;
        }
        edges_.source.resize(edges_.source.size() + offsets.size(), source_);
        const std::size_t begin = edges_.target.size();
        edges_.target.resize(begin + offsets.size());
        for (std::size_t k = 0; k < offsets.size(); ++k)
            edges_.target[begin + k] = first + offsets[k];
    }
    /// Also notes the pair's position in the user's list.
    void add(std::uint32_t target, std::uint64_t origin) {
        add(target);
        edges_.origin.resize(edges_.source.size(), origin);
    }

    /// The target that a source must not have; SpikeView::outside when there is none.
    [[nodiscard]] static std::uint32_t excluded_target(const RuleInput& input,
                                                       std::uint32_t source) {
        if (input.autapses == Autapses::Allowed) return SpikeView::outside;
        return input.same_neuron(source);
    }

  private:
    Edges& edges_;
    std::uint64_t multiplicity_;
    std::uint32_t source_;
    std::uint32_t excluded_;
};

}  // namespace brian
