#pragma once

#include <cstddef>

#include "kernels/elementwise.h"
#include "math/functions.h"

namespace brian {

/// out[k] = operation(a[k], b[k], c[k]) for k < n; unused arguments are not looked at. An argument
/// that the loop takes as one number for all k is read at [0] alone. `out` is one of the arguments
/// or apart from them all.
using Loop = void (*)(const double* a, const double* b, const double* c, double* out,
                      std::size_t n);

/// Which of the three arguments are one number for all elements.
struct ScalarArguments {
    bool a = false;
    bool b = false;
    bool c = false;
};

/// The loop of an operation, compiled for that instruction set.
[[nodiscard]] Loop find_loop(Elementwise operation, ScalarArguments scalars, math::Simd simd);

}  // namespace brian
