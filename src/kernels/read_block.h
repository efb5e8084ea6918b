#pragma once

#include "kernels/places.h"
#include "kernels/value_graph.h"

namespace brian {

/// The values and effects of a block. Throws ModelError at an unknown name or function, at a random
/// function without a stream (rand() ...), and when a number of the element (`i`) is assigned.
[[nodiscard]] ValueGraph read_block(const CodeBlock& block, const Places& places);

}  // namespace brian
