#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/kernel.h"
#include "language/code_block.h"

namespace brian {

/// How code blocks are executed; the results are the same bits.
enum class Backend {
    Muparser,  ///< the reference: one element at a time, interpreted by muparser
    Vector,    ///< three-address programs over tiles that stay in the first-level cache
    Jit        ///< the same programs turned into machine code
};
[[nodiscard]] const char* name_of(Backend backend);
[[nodiscard]] std::span<const Backend> all_backends();
/// The backend called `name`; none when there is no such one.
[[nodiscard]] std::optional<Backend> find_backend(std::string_view name);

struct KernelBindings {
    std::vector<Binding> names;
    std::vector<TableBinding> tables;
};

/// Compiles a block (after rewrite()) against its bindings. Targets that no binding names are
/// locals.
///
/// Besides the functions of the language the block may call, with the key of a stream as two whole
/// numbers, the number of the object's step and the element: `_uniform(low, high, step, element)`,
/// `_normal(low, high, step, element)`, `_poisson(lambda, low, high, step, element)`,
/// `_binomial(n, p, low, high, step, element)` (see math/random.h).
///
/// A block that is not order_independent() runs element by element in both backends; else statement
/// by statement, with `+=` to a Gathered or Row target added in element order.
[[nodiscard]] std::unique_ptr<Kernel> make_kernel(Backend backend, const CodeBlock& block,
                                                  const KernelBindings& bindings);

}  // namespace brian
