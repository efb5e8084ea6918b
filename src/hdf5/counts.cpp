#include "hdf5/counts.h"

#include "hdf5/series_group.h"

namespace brian {

CountSeries::CountSeries(hid_t file, const SeriesPast& past, const SeriesInfo& info)
    : group_(create_series_group(file, past.path, info)), description_(info.description) {
    if (info.ids.empty()) return;
    write_dataset(group_.id(), "node_id", info.ids,
                  {.units = "1", .description = "index of each neuron"});
}

void CountSeries::append(std::span<const double> counts) {
    std::vector<std::uint64_t> whole;
    for (const double count : counts) whole.push_back(static_cast<std::uint64_t>(count));
    write_dataset(group_.id(), "count", whole, {.units = "1", .description = description_});
}

void CountSeries::set_number(const std::string& name, double value) {
    set_attribute(group_.id(), name, static_cast<std::uint64_t>(value));
}

}  // namespace brian
