#include "hdf5/series_group.h"

#include "base/format.h"

namespace brian {

namespace {

/// Name, or NAME_2, NAME_3 ...: the first that is not taken in the group yet.
std::string free_name(hid_t group, const std::string& name) {
    std::string candidate = name;
    for (int number = 2; H5Lexists(group, candidate.c_str(), H5P_DEFAULT) > 0; ++number) {
        candidate = format("{}_{}", name, number);
    }
    return candidate;
}

}  // namespace

Handle create_series_group(hid_t file, const std::string& kind, const SeriesInfo& info) {
    const Handle all = open_group(file, kind);
    const bool of_variable =
        info.kind == SeriesInfo::Kind::Trace || info.kind == SeriesInfo::Kind::Statistics;
    const std::string name =
        of_variable ? format("{}_{}", info.monitor, info.variable) : info.monitor;
    Handle group = open_group(all.id(), free_name(all.id(), name));
    set_attribute(group.id(), "monitor", info.monitor);
    if (info.synapses) {
        set_attribute(group.id(), "edge_population", info.population);
        set_attribute(group.id(), "n_synapses", info.n_neurons);
        set_attribute(group.id(), "source_population", info.synapses->source_population);
        set_attribute(group.id(), "target_population", info.synapses->target_population);
        return group;
    }
    set_attribute(group.id(), "node_population", info.population);
    set_attribute(group.id(), "n_neurons", info.n_neurons);
    return group;
}

void write_ids(hid_t group, const SeriesInfo& info) {
    if (!info.synapses) {
        write_dataset(group, "node_id", info.ids,
                      {.units = "1", .description = "index of each neuron"});
        return;
    }
    write_dataset(group, "synapse_id", info.ids,
                  {.units = "1", .description = "number of each synapse in its connection"});
    write_dataset(group, "source_node_id", info.synapses->sources,
                  {.units = "1", .description = "index of the neuron each synapse comes from"});
    write_dataset(group, "target_node_id", info.synapses->targets,
                  {.units = "1", .description = "index of the neuron each synapse goes to"});
}

}  // namespace brian
