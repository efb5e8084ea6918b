#pragma once

#include <optional>
#include <span>

#include "kernels/program.h"

namespace brian {

/// The commonest synaptic block, a single `x_post += value`, which needs no tiles: rows are short.
/// The value is a product of at most two of these: a shared number, a weight of the synapse, a
/// variable of the row's source. Where a flag of the target is 0, it may be 0.0 instead: so adds
/// the code of a variable that is held while refractory.
struct RowSum {
    const Binding* target = nullptr;      ///< Gathered
    const Binding* flag = nullptr;        ///< Gathered by the same index; null when there is none
    const Binding* weight = nullptr;      ///< Element; null when there is none
    const Binding* of_source = nullptr;   ///< Row; null when there is none
    std::optional<std::uint32_t> factor;  ///< which scalar of the program
};

/// The sum that the program is; none when it is anything else. Points into the program.
[[nodiscard]] std::optional<RowSum> find_row_sum(const Program& program);

/// x_post[index[e]] += the value, for all synapses of the rows, in their order. `factor` is the
/// scalar's value.
void add_rows(const RowSum& sum, double factor, std::span<const Row> rows);

}  // namespace brian
