#include "tools/series_lines.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "base/format.h"

namespace brian {

namespace {

/// What is said of one series.
struct Line {
    std::string path;  ///< "/spikes/all"
    std::string of;    ///< population or connection
    std::string what;
};

std::string several(std::uint64_t n, const std::string& thing) {
    if (n == 1) return format("1 {}", thing);
    return thing.ends_with('s') ? format("{} {}es", n, thing) : format("{} {}s", n, thing);
}

/// Of the neurons or synapses that the group is about.
std::string population_of(const ResultsReader& results, const std::string& group) {
    const std::string nodes = results.text(group, "node_population");
    return nodes.empty() ? results.text(group, "edge_population") : nodes;
}

/// What neurons have done in a time.
struct Firing {
    std::uint64_t n_neurons = 0;
    std::uint64_t n_spikes = 0;
    double seconds = 0.0;
};

std::string firing_text(const Firing& firing, const std::string& thing) {
    const double neuron_seconds = static_cast<double>(firing.n_neurons) * firing.seconds;
    const double rate =
        neuron_seconds > 0.0 ? static_cast<double>(firing.n_spikes) / neuron_seconds : 0.0;
    return format("{}, {}, {:.4g} Hz", several(firing.n_neurons, "neuron"),
                  several(firing.n_spikes, thing), rate);
}

std::string spikes_text(const ResultsReader& results, const std::string& group) {
    const Firing firing{results.whole(group, "n_neurons").value_or(0),
                        results.shape(group + "/timestamps").rows(),
                        results.number("/", "duration_ms").value_or(0.0) * 1e-3};
    return firing_text(firing, group.starts_with("/events/") ? "event" : "spike");
}

/// Least and greatest of all numbers of a dataset.
std::string range_text(const ResultsReader& results, const std::string& dataset) {
    constexpr std::uint64_t numbers = 1048576;
    const DatasetExtent shape = results.shape(dataset);
    const std::uint64_t chunk =
        std::max<std::uint64_t>(1, numbers / std::max<std::uint64_t>(1, shape.width()));
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (std::uint64_t row = 0; row < shape.rows(); row += chunk)
        for (const double value : results.rows(dataset, row, chunk)) {
            low = std::fmin(low, value);
            high = std::fmax(high, value);
        }
    if (low > high) return "no values";
    return format("{:.5g} to {:.5g} {}", low, high, results.text(dataset, "units"));
}

std::string trace_text(const ResultsReader& results, const std::string& group) {
    const DatasetExtent shape = results.shape(group + "/data");
    const bool synapses = group.starts_with("/synapse_report/");
    return format("{}, {}, {}", several(shape.width(), synapses ? "synapse" : "neuron"),
                  several(shape.rows(), "sample"), range_text(results, group + "/data"));
}

std::string rate_text(const ResultsReader& results, const std::string& group) {
    return format("{}, {}", several(results.shape(group + "/rate").rows(), "bin"),
                  range_text(results, group + "/rate"));
}

std::string edges_text(const ResultsReader& results, const std::string& group) {
    return format("{} -> {}, {}", results.text(group + "/source_node_id", "node_population"),
                  results.text(group + "/target_node_id", "node_population"),
                  several(results.shape(group + "/source_node_id").rows(), "synapse"));
}

/// The datasets of a group of any other kind, with their lengths.
std::string datasets_text(const ResultsReader& results, const std::string& group) {
    std::string text;
    for (const std::string& name : results.members(group)) {
        const std::string dataset = format("{}/{}", group, name);
        if (name.ends_with("_id") || !results.is_dataset(dataset)) continue;
        const DatasetExtent shape = results.shape(dataset);
        text += format("{}{}{}", text.empty() ? "" : ", ", name,
                       shape.lengths.empty() ? "" : format("[{}]", join(shape.lengths, ", ")));
    }
    return text;
}

std::string text_of(const ResultsReader& results, const std::string& kind,
                    const std::string& group) {
    if (kind == "spikes" || kind == "events") return spikes_text(results, group);
    if (kind == "report" || kind == "synapse_report") return trace_text(results, group);
    if (kind == "rates") return rate_text(results, group);
    if (kind == "edges") return edges_text(results, group);
    if (kind == "nodes") return several(results.shape(group + "/node_id").rows(), "neuron");
    return datasets_text(results, group);
}

}  // namespace

std::string population_lines(const ResultsReader& results) {
    const double seconds = results.number("/", "duration_ms").value_or(0.0) * 1e-3;
    const std::vector<std::string> names = results.members("/populations");
    std::size_t width = 0;
    for (const std::string& name : names) width = std::max(width, name.size());
    std::string text;
    for (const std::string& name : names) {
        const std::string group = "/populations/" + name;
        const Firing firing{results.whole(group, "n_neurons").value_or(0),
                            results.whole(group, "spikes").value_or(0), seconds};
        text += format("  {:<{}}  {}\n", name, width, firing_text(firing, "spike"));
    }
    return text;
}

std::string series_lines(const ResultsReader& results) {
    std::vector<Line> lines;
    for (const std::string& kind : results.members("/")) {
        if (kind == "provenance" || kind == "phases" || kind == "populations") continue;
        for (const std::string& name : results.members("/" + kind)) {
            const std::string group = format("/{}/{}", kind, name);
            const std::string of = population_of(results, group);
            lines.push_back(
                {group, of.empty() ? "" : format("of {}", of), text_of(results, kind, group)});
        }
    }
    std::size_t path = 0;
    std::size_t of = 0;
    for (const Line& line : lines) {
        path = std::max(path, line.path.size());
        of = std::max(of, line.of.size());
    }
    std::string text;
    for (const Line& line : lines)
        text += format("  {:<{}}  {:<{}}  {}\n", line.path, path, line.of, of, line.what);
    return text;
}

}  // namespace brian
