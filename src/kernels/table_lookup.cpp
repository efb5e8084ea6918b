#include "kernels/table_lookup.h"

#include <cmath>
#include <limits>

#include "math/functions.h"

namespace brian {

std::size_t table_row(const TableBinding& table, double t) {
    const double row = math::floor((t + 1e-6 * table.dt) / table.dt);
    if (!(row > 0.0)) return 0;
    const auto last = table.n_rows - 1;
    return row < static_cast<double>(last) ? static_cast<std::size_t>(row) : last;
}

double table_value(const TableBinding& table, double t, double column) {
    const double whole_column = math::floor(column);
    const bool inside = whole_column >= 0.0 && whole_column < static_cast<double>(table.n_columns);
    if (std::isnan(t) || !inside || table.n_rows == 0)
        return std::numeric_limits<double>::quiet_NaN();
    return table
        .values[table_row(table, t) * table.n_columns + static_cast<std::size_t>(whole_column)];
}

}  // namespace brian
