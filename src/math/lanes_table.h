#pragma once

#include "math/array_counts.h"
#include "math/array_functions.h"
#include "math/array_normal.h"
#include "math/array_random.h"
#include "math/array_search.h"
#include "math/lanes.h"

namespace brian::math {

/// Everything that `Lanes` compute.
template <class Lanes>
inline constexpr LanesTable lanes_table = {
#define SLEEF_FUNCTION(name, sleef) &ArrayFunctions<Lanes>::name,
#define OWN_FUNCTION(name) &ArrayFunctions<Lanes>::name,
#include "math/elementary.def"
#undef SLEEF_FUNCTION
#undef OWN_FUNCTION
    &ArrayFunctions<Lanes>::pow,
    &ArrayRandom<Lanes>::uniform,
    &fill_normal<Lanes>,
    &ArrayRandom<Lanes>::sub_stream,
    &ArrayCounts<Lanes>::below,
    &ArrayCounts<Lanes>::first_trials,
    &ArraySearch<Lanes>::find_nonzero};

}  // namespace brian::math
