#include "engine/timetable.h"

#include <vector>

#include <doctest/doctest.h>

using namespace brian;

namespace {

/// Steps of the first ten in which something is due.
std::vector<std::int64_t> due_steps(Timetable table, double dt) {
    Clock clock(dt);
    std::vector<std::int64_t> steps;
    for (std::int64_t step = 0; step < 10; ++step) {
        clock.go_to(step);
        if (table.due(clock)) steps.push_back(step);
    }
    return steps;
}

using Steps = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("what is due regularly is so from the first step on") {
    CHECK(due_steps(Timetable::every(3e-4), 1e-4) == Steps{0, 3, 6, 9});
    CHECK(due_steps(Timetable(), 1e-4) == Steps{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
}

TEST_CASE("listed times need not ascend, and one between two steps means the later one") {
    CHECK(due_steps(Timetable::at({7e-4, 0.0, 2.5e-4}), 1e-4) == Steps{0, 3, 7});
}

TEST_CASE("0.3 ms is three steps of 0.1 ms, though their quotient is below 3") {
    CHECK(due_steps(Timetable::at({3e-4}), 1e-4) == Steps{3});
}

TEST_CASE("times stay what they are when the time step changes") {
    Timetable table = Timetable::every(4e-4);
    Clock coarse(2e-4);
    coarse.go_to(2);
    CHECK(table.due(coarse));
    Clock fine(1e-4);
    fine.go_to(6);
    CHECK_FALSE(table.due(fine));
    fine.go_to(8);
    CHECK(table.due(fine));
}
