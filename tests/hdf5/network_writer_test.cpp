#include "hdf5/network_writer.h"

#include <array>

#include <doctest/doctest.h>

namespace brian {

namespace {

using Numbers = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("an index leads from each node to ranges of its edges") {
    const std::array<std::uint32_t, 6> nodes{2, 2, 0, 2, 2, 2};
    const EdgeIndex index = edge_index(nodes, 4);
    CHECK(index.ranges_of_node == Numbers{0, 1, 1, 1, 1, 3, 3, 3});
    CHECK(index.edges_of_range == Numbers{2, 3, 0, 2, 3, 6});
}

TEST_CASE("without edges all nodes have empty ranges") {
    const EdgeIndex index = edge_index({}, 2);
    CHECK(index.ranges_of_node == Numbers{0, 0, 0, 0});
    CHECK(index.edges_of_range.empty());
}

}  // namespace brian
