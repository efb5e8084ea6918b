#pragma once

#include <memory>

#include "kernels/make_kernel.h"

namespace brian {

/// The reference engine: every statement of the block is an expression of muparser, evaluated for
/// one element after the other. Slow, and easy to believe.
[[nodiscard]] std::unique_ptr<Kernel> make_muparser_kernel(const CodeBlock& block,
                                                           const KernelBindings& bindings);

}  // namespace brian
