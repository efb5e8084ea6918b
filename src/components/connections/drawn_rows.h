#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "components/connections/rule.h"

namespace brian {

/// All partners that a rule has drawn, row by row, for rules whose rows know no blocks.
class DrawnRows {
  public:
    void reserve(std::size_t n_partners) { partners_.reserve(n_partners); }
    void add_row(std::span<const std::uint32_t> partners);
    [[nodiscard]] std::span<const std::uint32_t> row(std::uint32_t number) const;
    /// Appends the synapses of all rows, which are sources, onto the targets of a block.
    void append(const RuleInput& input, const BlockOfTargets& block, Edges& edges) const;

  private:
    std::vector<std::size_t> begin_{0};
    std::vector<std::uint32_t> partners_;
    bool ascending_ = true;  // within every row
};

}  // namespace brian
