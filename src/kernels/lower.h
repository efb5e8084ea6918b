#pragma once

#include "kernels/make_kernel.h"
#include "kernels/program.h"

namespace brian {

/// Compiles a block to three-address code. What does not depend on the element is computed once per
/// run, equal operations on equal values once; products go together with the sum that uses them
/// (each still rounded); results go straight to the bound array where nothing reads its old value
/// any more.
[[nodiscard]] Program lower(const CodeBlock& block, const KernelBindings& bindings);

}  // namespace brian
