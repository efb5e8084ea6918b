#include "engine/steps.h"

#include <vector>

#include <doctest/doctest.h>

#include "engine/clock.h"

using namespace brian;

namespace {

constexpr double ms = 1e-3;

struct Rounding {
    double time;  // [ms], at dt = 0.1 ms
    std::int64_t steps;
};

void check(std::int64_t (*rounded)(double, double), const std::vector<Rounding>& table) {
    for (const Rounding& row : table) {
        CAPTURE(row.time);
        CHECK(rounded(row.time * ms, 0.1 * ms) == row.steps);
    }
}

}  // namespace

TEST_CASE("a delay rounds to the nearest step, halves up") {
    const std::vector<Rounding> table = {{0.0, 0},  {0.3, 3},    {0.04, 0}, {0.25, 3},
                                         {0.06, 1}, {0.2499, 2}, {1.5, 15}};
    check(delay_steps, table);
}

TEST_CASE("a spike falls into the step it lies in, a thousandth of dt before its start included") {
    // 0.25 -> 2, 0.26 -> 2 and 1.06 -> 10 were tried with Brian 2.5.1.
    const std::vector<Rounding> table = {{0.0, 0},   {0.3, 3},       {0.25, 2},   {0.26, 2},
                                         {1.06, 10}, {0.29995, 3},   {0.2998, 2}, {100.0, 1000},
                                         {0.7, 7},   {1234.5, 12345}};
    check(bin_of, table);
}

TEST_CASE("Brian 1's binning takes the first step that is not before the spike") {
    const std::vector<Rounding> table = {{0.0, 0}, {0.3, 3}, {0.25, 3}, {0.30005, 3}, {0.3002, 4}};
    check(bin_above, table);
}

TEST_CASE("a duration is rounded when it is nearly a whole number of steps, else goes up") {
    const std::vector<Rounding> table = {{0.3, 3},  {0.300005, 3},   {0.30005, 4},
                                         {0.25, 3}, {1000.0, 10000}, {0.0, 0}};
    check(duration_steps, table);
}

TEST_CASE("a multiple of dt may be off by the rounding of decimals, not by more") {
    CHECK(is_multiple(0.3 * ms, 0.1 * ms));
    CHECK(is_multiple(0.0, 0.1 * ms));
    CHECK(is_multiple(3600.0, 0.1 * ms));
    CHECK_FALSE(is_multiple(0.25 * ms, 0.1 * ms));
    CHECK_FALSE(is_multiple(0.3001 * ms, 0.1 * ms));
}

TEST_CASE("time is the step times dt, not a sum") {
    Clock clock(0.1 * ms);
    for (int k = 0; k < 100000; ++k) clock.tick();
    CHECK(clock.t() == 100000 * (0.1 * ms));
    CHECK(*clock.step_cell() == 100000.0);
}

TEST_CASE("kernels see a clock's time through cells that stay where they are") {
    Clock clock(0.5 * ms);
    const double* t = clock.t_cell();
    const double* dt = clock.dt_cell();
    clock.go_to(7);
    CHECK(*t == 7 * (0.5 * ms));
    CHECK(*dt == 0.5 * ms);
}
