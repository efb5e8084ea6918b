#include "hdf5/network_writer.h"

#include <algorithm>
#include <numeric>

#include "hdf5/column.h"

namespace brian {

namespace {

constexpr ColumnChunks packed{.rows = 65536, .gzip = 1, .shuffle = DatasetLayout::Shuffle::Yes};

/// n times the same number.
void write_constant(const ColumnPlace& place, std::uint64_t n, std::uint64_t value) {
    DatasetColumn<std::uint64_t> column(place, packed);
    const std::vector<std::uint64_t> some(std::min<std::uint64_t>(n, packed.rows), value);
    for (std::uint64_t left = n; left > 0; left -= std::min<std::uint64_t>(left, some.size()))
        column.append(std::span(some).first(std::min<std::uint64_t>(left, some.size())),
                      [](std::uint64_t same) { return same; });
    column.flush();
}

/// 0, 1, 2 ... n - 1.
void write_numbers(const ColumnPlace& place, std::uint64_t n) {
    DatasetColumn<std::uint64_t> column(place, packed);
    std::vector<std::uint64_t> some;
    for (std::uint64_t first = 0; first < n; first += packed.rows) {
        some.resize(std::min<std::uint64_t>(n - first, packed.rows));
        std::iota(some.begin(), some.end(), first);
        column.append(std::span<const std::uint64_t>(some),
                      [](std::uint64_t same) { return same; });
    }
    column.flush();
}

void write_pairs(hid_t group, const std::string& name, const std::vector<std::uint64_t>& pairs,
                 const std::string& description) {
    DatasetColumn<std::uint64_t> column({group, name, {.units = "1", .description = description}},
                                        packed, 2);
    column.append(std::span<const std::uint64_t>(pairs), [](std::uint64_t same) { return same; });
    column.flush();
}

/// Delays and weights are often the same for all, which takes next to no room.
void write_values(hid_t group, const SavedValues& saved) {
    ColumnChunks chunks = packed;
    chunks.rows = std::clamp<std::size_t>(saved.values.size(), 1, packed.rows);
    DatasetColumn<double> column(
        {group, saved.name, {.units = saved.units, .description = saved.description}}, chunks);
    column.append(std::span<const double>(saved.values), [](double value) { return value; });
    column.flush();
}

/// bmtk calls it node_id_to_range.
void link_for_bmtk(hid_t group) {
    check(H5Lcreate_hard(group, "node_id_to_ranges", group, "node_id_to_range", H5P_DEFAULT,
                         H5P_DEFAULT),
          "link 'node_id_to_range'");
}

void write_index(hid_t indices, const std::string& name, const EdgeIndex& index) {
    const Handle group = open_group(indices, name);
    write_pairs(group.id(), "node_id_to_ranges", index.ranges_of_node,
                "first range of each node, and the one after its last");
    write_pairs(group.id(), "range_to_edge_id", index.edges_of_range,
                "first edge of each range, and the one after its last");
    link_for_bmtk(group.id());
}

/// An end of the edges: the nodes, and the name of their population.
void write_end(hid_t group, const std::string& name, std::span<const std::uint32_t> nodes,
               const std::string& population) {
    const ColumnPlace place{group, name, {.units = "1", .description = "neuron at this end"}};
    DatasetColumn<std::uint64_t> column(place, packed);
    column.append(nodes, [](std::uint32_t node) { return std::uint64_t{node}; });
    column.flush();
    set_attribute(column.id(), "node_population", population);
}

ColumnPlace count(hid_t group, const char* name, const char* description) {
    return {group, name, {.units = "1", .description = description}};
}

/// What SONATA tools call the weight.
void link_weight(hid_t group, const std::vector<SavedValues>& values) {
    const auto has = [&values](const char* name) {
        return std::any_of(values.begin(), values.end(),
                           [name](const SavedValues& saved) { return saved.name == name; });
    };
    if (has("syn_weight")) return;
    for (const char* name : {"weight", "w"}) {
        if (!has(name)) continue;
        check(H5Lcreate_hard(group, name, group, "syn_weight", H5P_DEFAULT, H5P_DEFAULT),
              "link 'syn_weight'");
        return;
    }
}

}  // namespace

EdgeIndex edge_index(std::span<const std::uint32_t> nodes, std::uint64_t n_nodes) {
    std::vector<std::uint64_t> first(n_nodes + 1, 0);  // range of each node
    const auto begins = [&nodes](std::size_t e) { return e == 0 || nodes[e] != nodes[e - 1]; };
    for (std::size_t e = 0; e < nodes.size(); ++e)
        if (begins(e)) ++first[nodes[e] + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    EdgeIndex index;
    index.ranges_of_node.reserve(2 * n_nodes);
    for (std::uint64_t node = 0; node < n_nodes; ++node)
        index.ranges_of_node.insert(index.ranges_of_node.end(), {first[node], first[node + 1]});
    index.edges_of_range.resize(2 * first.back());
    for (std::size_t e = 0; e < nodes.size();) {
        const std::size_t range = first[nodes[e]]++;
        index.edges_of_range[2 * range] = e;
        for (++e; e < nodes.size() && !begins(e);) ++e;
        index.edges_of_range[2 * range + 1] = e;
    }
    return index;
}

NetworkWriter::NetworkWriter(hid_t file)
    : nodes_(open_group(file, "nodes")), edges_(open_group(file, "edges")) {}

void NetworkWriter::take(const SavedPopulation& population) {
    const Handle group = open_group(nodes_.id(), population.name);
    const std::uint64_t n = population.size;
    set_attribute(group.id(), "model_type",
                  population.kind == SavedPopulation::Kind::Source ? "virtual" : "point_neuron");
    write_constant(count(group.id(), "node_type_id", "one type for all"), n, n_node_types_++);
    write_numbers(count(group.id(), "node_id", "index of each neuron"), n);
    write_constant(count(group.id(), "node_group_id", "one group for all"), n, 0);
    write_numbers(count(group.id(), "node_group_index", "place in the group"), n);
    const Handle attributes = open_group(group.id(), "0");
    if (population.values.empty()) return;
    const Handle parameters = open_group(attributes.id(), "dynamics_params");
    for (const SavedValues& values : population.values) write_values(parameters.id(), values);
}

void NetworkWriter::take(const SavedConnection& connection) {
    const Handle group = open_group(edges_.id(), connection.name);
    const std::uint64_t n = connection.sources.size();
    write_end(group.id(), "source_node_id", connection.sources, connection.source_population);
    write_end(group.id(), "target_node_id", connection.targets, connection.target_population);
    write_constant(count(group.id(), "edge_type_id", "one type for all"), n, n_edge_types_++);
    write_constant(count(group.id(), "edge_group_id", "one group for all"), n, 0);
    write_numbers(count(group.id(), "edge_group_index", "place in the group"), n);
    const Handle attributes = open_group(group.id(), "0");
    for (const SavedValues& values : connection.values) write_values(attributes.id(), values);
    link_weight(attributes.id(), connection.values);
    const Handle indices = open_group(group.id(), "indices");
    write_index(indices.id(), "source_to_target",
                edge_index(connection.sources, connection.n_sources));
    write_index(indices.id(), "target_to_source",
                edge_index(connection.targets, connection.n_targets));
}

}  // namespace brian
