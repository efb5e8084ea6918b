#include "tools/state_hash.h"

#include <doctest/doctest.h>

using namespace brian;

namespace {

StateList items_of(std::vector<double>& potentials, std::int64_t& steps) {
    return {{"groups.P.v", std::span<double>(potentials)}, {"steps_done", &steps}};
}

}  // namespace

TEST_CASE("equal states have equal hashes, and one bit makes another one") {
    std::vector<double> potentials{-0.06, 0.0, 1e-3};
    std::int64_t steps = 10;
    const std::string hash = state_sha256(items_of(potentials, steps));
    CHECK(hash.size() == 64);
    CHECK(state_sha256(items_of(potentials, steps)) == hash);
    potentials[1] = -0.0;
    CHECK(state_sha256(items_of(potentials, steps)) != hash);
    potentials[1] = 0.0;
    steps = 11;
    CHECK(state_sha256(items_of(potentials, steps)) != hash);
}

TEST_CASE("the same bytes under another path are another state") {
    std::vector<double> values{1.0};
    CHECK(state_sha256({{"groups.P.v", std::span<double>(values)}})
          != state_sha256({{"groups.P.w", std::span<double>(values)}}));
}
