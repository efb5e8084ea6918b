#pragma once

#include <optional>
#include <span>

#include "kernels/program.h"

namespace brian {

/// The commonest synaptic block, a single `x_post += value`, with value a shared number, a weight
/// of the synapse, or the product of the two. It needs no tiles: rows are short.
struct RowSum {
    const Binding* target = nullptr;      ///< Gathered
    const Binding* weight = nullptr;      ///< Element; null when there is none
    std::optional<std::uint32_t> factor;  ///< which scalar of the program
};

/// The sum that the program is; none when it is anything else. Points into the program.
[[nodiscard]] std::optional<RowSum> find_row_sum(const Program& program);

/// x_post[index[e]] += weight[e] * factor for all synapses of the rows, in their order.
void add_rows(const RowSum& sum, double factor, std::span<const Row> rows);

}  // namespace brian
