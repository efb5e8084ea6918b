#include "hdf5/spikes.h"

#include <algorithm>
#include <stdexcept>

#include "hdf5/series_group.h"

namespace brian {

namespace {

constexpr ColumnChunks chunks_of_times{.rows = 8192, .gzip = 1};
constexpr ColumnChunks chunks_of_ids{
    .rows = 8192, .gzip = 1, .shuffle = DatasetLayout::Shuffle::Yes};

}  // namespace

namespace {

/// Which neurons of the population are watched, so that the silent ones among them count too: their
/// number, and the first and last of them (0 and -1 when there are none).
void write_watched(hid_t group, const SeriesInfo& info) {
    const auto& ids = info.ids;
    const std::uint64_t n = ids.empty() ? info.n_neurons : ids.size();
    const std::uint64_t first = ids.empty() ? 0 : *std::min_element(ids.begin(), ids.end());
    const std::uint64_t last =
        ids.empty() ? info.n_neurons - 1 : *std::max_element(ids.begin(), ids.end());
    set_attribute(group, "n_recorded", n);
    set_attribute(group, "first_node_id", static_cast<std::int64_t>(first));
    set_attribute(group, "last_node_id", static_cast<std::int64_t>(last));
}

}  // namespace

SpikeSeries::SpikeSeries(hid_t file, const SeriesPast& past, const SeriesInfo& info,
                         SpikePhases phases)
    : group_(create_series_group(file, past.path, info)),
      timestamps_({.group = group_.id(),
                   .name = "timestamps",
                   .text = {.units = "ms", .description = "times of the spikes, ascending"}},
                  chunks_of_times),
      node_ids_({.group = group_.id(),
                 .name = "node_ids",
                 .text = {.units = "1", .description = "index of the neuron of each spike"}},
                chunks_of_ids),
      values_(group_.id(), info),
      last_time_(past.last_time),
      sorting_(past.sorting) {
    set_sorting(group_.id(), sorting_);
    set_attribute(group_.id(), "description", info.description);
    write_watched(group_.id(), info);
    const ColumnPlace place{.group = group_.id(),
                            .name = "phase",
                            .text = {.units = "1",
                                     .description = "phase of the run of each spike, as a row of "
                                                    "/phases"}};
    if (phases == SpikePhases::Told) phases_.emplace(place, chunks_of_ids);
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
    if (phases_) phases_->append(ids, [this](std::uint64_t /*id*/) { return phase_; });
}

void SpikeSeries::append_column(std::size_t column, std::span<const double> values) {
    values_.append(column, values);
}

void SpikeSeries::flush() {
    values_.flush();
    timestamps_.flush();
    node_ids_.flush();
    if (phases_) phases_->flush();
    if (sorting_ != Sorting::ByTime) set_sorting(group_.id(), sorting_);
}

void SpikeSeries::note_in(SeriesPast& past) const {
    past.last_time = last_time_;
    past.sorting = sorting_;
}

}  // namespace brian
