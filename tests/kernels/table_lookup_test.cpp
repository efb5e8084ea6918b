#include "kernels/table_lookup.h"

#include <array>
#include <cmath>
#include <limits>

#include <doctest/doctest.h>

namespace brian {
namespace {

constexpr std::array values{10.0, 20.0, 30.0};

TableBinding table() {
    TableBinding binding;
    binding.name = "stimulus";
    binding.values = values.data();
    binding.n_rows = values.size();
    binding.dt = 1e-4;
    return binding;
}

TEST_CASE("a timed array holds each value for one step, the first before and the last after") {
    struct Case {
        double t;
        double value;
    };
    for (const Case& row :
         {Case{-1.0, 10.0}, Case{0.0, 10.0}, Case{0.99e-4, 10.0}, Case{1e-4, 20.0},
          Case{2.5e-4, 30.0}, Case{1.0, 30.0}, Case{std::numeric_limits<double>::infinity(), 30.0}})
        CHECK(table_value(table(), row.t, 0.0) == row.value);
}

TEST_CASE("rounding of n dt does not fall into the step before") {
    TableBinding fine = table();
    fine.dt = 0.1;
    // 3 * 0.1 / 0.1 and 0.3 / 0.1 differ: 0.3 / 0.1 is just below 3.
    REQUIRE(std::floor(0.3 / 0.1) == 2.0);
    CHECK(table_row(fine, 0.2) == 2);
    const std::array four{0.0, 1.0, 2.0, 3.0};
    fine.values = four.data();
    fine.n_rows = four.size();
    CHECK(table_value(fine, 0.3, 0.0) == 3.0);
}

TEST_CASE("a column outside the table and a time that is no number give NaN") {
    CHECK(std::isnan(table_value(table(), 0.0, 1.0)));
    CHECK(std::isnan(table_value(table(), 0.0, -1.0)));
    CHECK(std::isnan(table_value(table(), std::numeric_limits<double>::quiet_NaN(), 0.0)));
}

}  // namespace
}  // namespace brian
