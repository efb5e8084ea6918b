#include "kernels/vector_ops.h"

#include "kernels/vector_loops.h"

namespace brian {
namespace {

LoopTable table_for(math::Simd simd) {
    switch (simd) {
        case math::Simd::Avx512:
            return loop_table<math::Simd::Avx512>();
        case math::Simd::Avx2:
            return loop_table<math::Simd::Avx2>();
        case math::Simd::Scalar:
            break;
    }
    return loop_table<math::Simd::Scalar>();
}

}  // namespace

Loop find_loop(Elementwise operation, ScalarArguments scalars, math::Simd simd) {
    const std::size_t variant =
        (scalars.a ? 1U : 0U) + (scalars.b ? 2U : 0U) + (scalars.c ? 4U : 0U);
    return table_for(simd).loops[static_cast<std::size_t>(operation) * variant_count + variant];
}

}  // namespace brian
