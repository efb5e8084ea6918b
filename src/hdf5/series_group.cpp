#include "hdf5/series_group.h"

#include "base/format.h"

namespace brian {

namespace {

std::string folder_of(const SeriesInfo& info) {
    switch (info.kind) {
        case SeriesInfo::Kind::Spikes:
        case SeriesInfo::Kind::SpikesText:
            return "spikes";
        case SeriesInfo::Kind::Events:
            return "events";
        case SeriesInfo::Kind::Trace:
            return info.synapses ? "synapse_report" : "report";
        case SeriesInfo::Kind::Rate:
            return "rates";
        case SeriesInfo::Kind::Counts:
            return "counts";
        case SeriesInfo::Kind::Statistics:
            return "statistics";
        case SeriesInfo::Kind::Snapshot:
            return "snapshots";
        case SeriesInfo::Kind::Histogram:
            return "histograms";
        case SeriesInfo::Kind::Measure:
            break;
    }
    return "measures";
}

}  // namespace

std::string free_series_path(hid_t file, const SeriesInfo& info) {
    const std::string folder = folder_of(info);
    const Handle all = open_group(file, folder);
    const bool of_variable =
        info.kind == SeriesInfo::Kind::Trace || info.kind == SeriesInfo::Kind::Statistics;
    const std::string name =
        of_variable ? format("{}_{}", info.monitor, info.variable) : info.monitor;
    std::string candidate = name;
    for (int number = 2; H5Lexists(all.id(), candidate.c_str(), H5P_DEFAULT) > 0; ++number)
        candidate = format("{}_{}", name, number);
    return format("{}/{}", folder, candidate);
}

Handle create_series_group(hid_t file, const std::string& path, const SeriesInfo& info) {
    Handle group = open_path(file, path);
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
