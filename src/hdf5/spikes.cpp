#include "hdf5/spikes.h"

#include <algorithm>
#include <stdexcept>

namespace brian {

namespace {

constexpr ColumnChunks chunks_of_times{.rows = 65536, .gzip = 1};
constexpr ColumnChunks chunks_of_ids{
    .rows = 65536, .gzip = 1, .shuffle = DatasetLayout::Shuffle::Yes};

}  // namespace

SpikeSeries::SpikeSeries(hid_t file, const SeriesInfo& info, double duration_ms)
    : group_(create_series_group(file, "spikes", info.monitor)),
      timestamps_({.group = group_.id(),
                   .name = "timestamps",
                   .text = {.units = "ms", .description = "times of the spikes, ascending"}},
                  chunks_of_times),
      node_ids_({.group = group_.id(),
                 .name = "node_ids",
                 .text = {.units = "1", .description = "index of the neuron of each spike"}},
                chunks_of_ids) {
    set_sorting(group_.id(), sorting_);
    set_attribute(group_.id(), "node_population", info.population);
    set_attribute(group_.id(), "n_neurons", info.n_neurons);
    set_attribute(group_.id(), "description", info.description);
    set_duration(duration_ms);
}

void SpikeSeries::append_spikes(std::span<const double> times, std::span<const std::uint64_t> ids) {
    if (times.size() != ids.size()) {
        throw std::invalid_argument("as many spike times as neurons are needed");
    }
    if (times.empty()) return;
    if (times.front() < last_time_ || !std::is_sorted(times.begin(), times.end())) {
        sorting_ = Sorting::None;
    }
    last_time_ = times.back();
    timestamps_.append(times, [](double seconds) { return seconds * 1e3; });
    node_ids_.append(ids, [](std::uint64_t id) { return id; });
}

void SpikeSeries::flush() {
    timestamps_.flush();
    node_ids_.flush();
    if (sorting_ != Sorting::ByTime) set_sorting(group_.id(), sorting_);
}

void SpikeSeries::set_duration(double duration_ms) {
    set_attribute(group_.id(), "duration_ms", duration_ms);
}

}  // namespace brian
