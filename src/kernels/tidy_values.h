#pragma once

#include <vector>

#include "kernels/value_graph.h"

namespace brian {

/// The values that some effect needs, renumbered.
[[nodiscard]] std::vector<BlockValue> drop_unused(const std::vector<BlockValue>& values);

/// Sums and differences of a product that nothing else uses, made one operation: one pass over
/// memory instead of two. The product is still rounded before the sum, so no bit changes.
[[nodiscard]] std::vector<BlockValue> fuse_products(std::vector<BlockValue> values);

}  // namespace brian
