#pragma once

#include "engine/saved_network.h"
#include "hdf5/file.h"

namespace brian {

/// Writes the network as SONATA nodes and edges: /nodes/<population>/ and /edges/<connection>/, the
/// latter with indices from nodes to edges. All functions throw Hdf5Error.
class NetworkWriter : public NetworkSink {
  public:
    explicit NetworkWriter(hid_t file);
    void take(const SavedPopulation& population) override;
    void take(const SavedConnection& connection) override;

  private:
    Handle nodes_;
    Handle edges_;
    std::uint64_t n_node_types_ = 0;
    std::uint64_t n_edge_types_ = 0;
};

/// SONATA's index of one end: the edges of each node are ranges of edges [begin, end), and the
/// ranges of each node are a range of ranges [begin, end).
struct EdgeIndex {
    std::vector<std::uint64_t> ranges_of_node;  ///< pairs, one a node
    std::vector<std::uint64_t> edges_of_range;  ///< pairs, one a range
};
/// nodes: the node of each edge, all below n_nodes.
[[nodiscard]] EdgeIndex edge_index(std::span<const std::uint32_t> nodes, std::uint64_t n_nodes);

}  // namespace brian
