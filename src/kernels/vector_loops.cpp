// Compiled once for each instruction set, which BRIAN_KERNELS_SIMD names (see CMakeLists.txt).
// Everything but the table is local to the file and no inline function of a library is called, so
// that the linker cannot replace code of one instruction set by that of another.
#include "kernels/vector_loops.h"

namespace brian {
namespace {

double truth(bool condition) {
    return condition ? 1.0 : 0.0;
}
double both(double a, double b) {
    return truth(a != 0.0 && b != 0.0);
}
double either(double a, double b) {
    return truth(a != 0.0 || b != 0.0);
}
double smaller(double a, double b) {
    return a < b ? a : b;
}
double greater(double a, double b) {
    return a > b ? a : b;
}

#define UNARY(code, name, value)                                                 \
    struct code {                                                                \
        static double of(double a, double /*b*/, double /*c*/) { return value; } \
    };
#define BINARY(code, name, value)                                            \
    struct code {                                                            \
        static double of(double a, double b, double /*c*/) { return value; } \
    };
#define TERNARY(code, name, value)                                       \
    struct code {                                                        \
        static double of(double a, double b, double c) { return value; } \
    };
#include "kernels/elementwise.def"
#undef UNARY
#undef BINARY
#undef TERNARY

/// One loop; `arity` says which arguments exist, the bits of `variant` which of them are one
/// number.
template <class Operation, std::size_t arity, std::size_t variant>
void loop(const double* a, const double* b, const double* c, double* out, std::size_t n) {
    constexpr bool scalar_a = (variant & 1U) != 0;
    constexpr bool scalar_b = (variant & 2U) != 0 || arity < 2;
    constexpr bool scalar_c = (variant & 4U) != 0 || arity < 3;
    const double a0 = scalar_a ? *a : 0.0;
    const double b0 = scalar_b && arity > 1 ? *b : 0.0;
    const double c0 = scalar_c && arity > 2 ? *c : 0.0;
#pragma omp simd
    for (std::size_t k = 0; k < n; ++k)
        out[k] = Operation::of(scalar_a ? a0 : a[k], scalar_b ? b0 : b[k], scalar_c ? c0 : c[k]);
}

#define VARIANTS(code, arity)                                                               \
    loop<code, arity, 0>, loop<code, arity, 1>, loop<code, arity, 2>, loop<code, arity, 3>, \
        loop<code, arity, 4>, loop<code, arity, 5>, loop<code, arity, 6>, loop<code, arity, 7>,
#define UNARY(code, name, value) VARIANTS(code, 1)
#define BINARY(code, name, value) VARIANTS(code, 2)
#define TERNARY(code, name, value) VARIANTS(code, 3)
constexpr Loop all_loops[] = {
#include "kernels/elementwise.def"
};
#undef UNARY
#undef BINARY
#undef TERNARY
#undef VARIANTS

}  // namespace

template <>
LoopTable loop_table<math::Simd::BRIAN_KERNELS_SIMD>() {
    return {all_loops};
}

}  // namespace brian
