#pragma once

#include "kernels/kernel.h"

namespace brian {

/// Row of the table that holds at time t [s]: floor((t + 1e-6 dt) / dt), clamped to the table (b2:
/// brian2/input/timedarray.py; the millionth absorbs the rounding of t = n dt). `t` is not NaN.
[[nodiscard]] std::size_t table_row(const TableBinding& table, double t);

/// Value of the table at time t [s] (one-dimensional) or in column `column` at t. NaN for a NaN
/// time and for a column outside the table; columns are rounded down.
[[nodiscard]] double table_value(const TableBinding& table, double t, double column);

}  // namespace brian
