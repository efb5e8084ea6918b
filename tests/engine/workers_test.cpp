#include "engine/workers.h"

#include <atomic>
#include <numeric>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

using namespace brian;

TEST_CASE("every part is done once, however many workers there are") {
    for (const unsigned n_workers : {1U, 2U, 3U, 8U}) {
        CAPTURE(n_workers);
        Workers workers(n_workers);
        CHECK(workers.size() == n_workers);
        for (const std::uint32_t n_parts : {0U, 1U, 2U, 7U, 1000U}) {
            std::vector<std::atomic<int>> done(n_parts);
            workers.run(n_parts, [&](std::uint32_t part, unsigned worker) {
                CHECK(worker < n_workers);
                ++done[part];
            });
            for (const std::atomic<int>& count : done) CHECK(count == 1);
        }
    }
}

TEST_CASE("thousands of short rounds in a row are each finished before the next") {
    Workers workers(3);
    std::vector<int> values(16, 0);
    for (int round = 0; round < 20000; ++round)
        workers.run(16, [&](std::uint32_t part, unsigned /*worker*/) {
            if (values[part] == round) values[part] = round + 1;
        });
    CHECK(std::accumulate(values.begin(), values.end(), 0) == 16 * 20000);
}

TEST_CASE("workers that fell asleep are woken") {
    Workers workers(2);
    std::atomic<int> n_done = 0;
    for (int round = 0; round < 3; ++round) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        workers.run(8, [&](std::uint32_t /*part*/, unsigned /*worker*/) { ++n_done; });
    }
    CHECK(n_done == 24);
}

TEST_CASE("the parts of a range cover it without a gap") {
    for (const IndexRange range : {IndexRange{0, 1}, {5, 2000}, {7, 100000}, {0, 200'000'000}}) {
        std::uint32_t next = range.begin;
        const std::uint32_t n_parts = n_parts_of(range);
        CHECK(n_parts <= 65535);
        for (std::uint32_t part = 0; part < n_parts; ++part) {
            const IndexRange one = part_of(range, part);
            CHECK(one.begin == next);
            CHECK(one.end > one.begin);
            next = one.end;
        }
        CHECK(next == range.end);
    }
    CHECK(n_parts_of({3, 3}) == 0);
}

TEST_CASE("small work is not shared out") {
    CHECK_FALSE(is_worth_sharing(100.0));
    CHECK(is_worth_sharing(1e6));
}
