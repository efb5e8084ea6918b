#include "engine/routine.h"

#include <doctest/doctest.h>

#include "engine/test_kernels.h"

using namespace brian;

namespace {

/// A column `tau` and a coefficient computed from it, counting how often.
struct Prepared {
    StateTable state;
    Column& tau = state.add("tau", {}, 3, 2.0);
    Column& decay = state.add("_decay", {}, 3);
    int n_computed = 0;
    Preparation preparation;

    explicit Prepared(Preparation::Repeat repeat)
        : preparation(
            for_elements([this](std::uint32_t e) { decay.values[e] = 1.0 / tau.values[e]; }),
            [this] { ++n_computed; }, {&tau}, {0, 3}, repeat) {}
};

}  // namespace

TEST_CASE("running a routine raises the version of the columns that it touches") {
    StateTable state;
    Column& tau = state.add("tau", {}, 3, 2.0);
    Routine routine = for_elements([&](std::uint32_t e) { tau.values[e] = 5.0; }, {&tau});
    routine.run(IndexRange{0, 3});
    CHECK(tau.version == 1);
}

TEST_CASE("a routine without elements neither runs nor touches") {
    StateTable state;
    Column& tau = state.add("tau", {}, 3, 2.0);
    Routine routine = for_elements([&](std::uint32_t e) { tau.values[e] = 5.0; }, {&tau});
    routine.run(std::span<const std::uint32_t>{});
    routine.run(IndexRange{2, 2});
    routine.run_rows({});
    CHECK(tau.version == 0);
}

TEST_CASE("an empty routine does nothing") {
    Routine routine;
    CHECK_FALSE(routine);
    CHECK_NOTHROW(routine.run(IndexRange{0, 3}));
}

TEST_CASE("a preparation is done once as long as nothing is written") {
    Prepared p(Preparation::Repeat::WhenWritten);
    for (int k = 0; k < 5; ++k) p.preparation.refresh();
    CHECK(p.n_computed == 1);
    CHECK(p.decay.values[2] == 0.5);
}

TEST_CASE("a preparation is done again exactly when an input has been written") {
    Prepared p(Preparation::Repeat::WhenWritten);
    p.preparation.refresh();
    Routine write = for_elements([&](std::uint32_t e) { p.tau.values[e] = 4.0; }, {&p.tau});
    write.run(IndexRange{0, 3});
    p.preparation.refresh();
    p.preparation.refresh();
    CHECK(p.n_computed == 2);
    CHECK(p.decay.values[0] == 0.25);
}

TEST_CASE("a preparation that depends on time is done in every step") {
    Prepared p(Preparation::Repeat::EveryStep);
    for (int k = 0; k < 5; ++k) p.preparation.refresh();
    CHECK(p.n_computed == 5);
}

TEST_CASE("a preparation that was invalidated is done again") {
    Prepared p(Preparation::Repeat::WhenWritten);
    p.preparation.refresh();
    p.preparation.invalidate();
    p.preparation.refresh();
    CHECK(p.n_computed == 2);
}
