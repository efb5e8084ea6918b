#include "hdf5/traces.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <stdexcept>
#include <vector>

#include <hdf5_hl.h>

#include "hdf5/series_group.h"

namespace brian {

namespace {

constexpr std::size_t chunk_bytes = 524288;

std::size_t rows_per_chunk(const SeriesInfo& info, const TraceChunking& chunking) {
    const std::size_t number_bytes = info.precision == Precision::Float32 ? 4 : 8;
    const std::size_t row_bytes = std::max<std::size_t>(1, info.ids.size()) * number_bytes;
    const std::uint64_t fitting = std::max<std::uint64_t>(1, chunk_bytes / row_bytes);
    return std::min(fitting, expected_frames(info, chunking.duration));
}

/// What the columns of data are, as the scale of its second dimension: `node`, or `synapse`.
void write_column_scale(hid_t group, hid_t data, const SeriesInfo& info) {
    const std::string name = info.synapses ? "synapse" : "node";
    const std::string description = info.synapses ? "number of the synapse of each column"
                                                  : "index of the neuron of each column";
    std::vector<std::int32_t> nodes;
    for (const std::uint64_t id : info.ids) nodes.push_back(static_cast<std::int32_t>(id));
    const Handle scale =
        write_dataset(group, name, nodes, {.units = "1", .description = description});
    check(H5DSset_scale(scale.id(), name.c_str()), "make '" + name + "' a dimension scale");
    check(H5DSattach_scale(data, scale.id(), 1), "attach the dimension scale '" + name + "'");
}

/// The neurons of the columns of data; `sorted` lets readers search them by halves.
void write_node_ids(hid_t mapping, const std::vector<std::uint64_t>& ids) {
    const Handle dataset =
        write_dataset(mapping, "node_ids", ids,
                      {.units = "1", .description = "index of the neuron of each column"});
    const std::uint8_t sorted = std::is_sorted(ids.begin(), ids.end()) ? 1 : 0;
    set_attribute(dataset.id(), "sorted", sorted);
}

/// One element a neuron: what SONATA wants to know of compartments is all zero.
void write_elements(hid_t mapping, std::size_t n) {
    std::vector<std::uint64_t> pointers(n + 1);
    std::iota(pointers.begin(), pointers.end(), std::uint64_t{0});
    write_dataset(mapping, "index_pointers", pointers,
                  {.units = "1", .description = "first column of each neuron in data"});
    check(H5Lcreate_hard(mapping, "index_pointers", mapping, "index_pointer", H5P_DEFAULT,
                         H5P_DEFAULT),
          "link 'index_pointer'");
    write_dataset(mapping, "element_ids", std::vector<std::uint32_t>(n, 0),
                  {.units = "1", .description = "compartment of each column; neurons are points"});
    write_dataset(mapping, "element_pos", std::vector<float>(n, 0.0F),
                  {.units = "1", .description = "place in the compartment; neurons are points"});
}

}  // namespace

TraceSeries::Data TraceSeries::create_data(hid_t group, const SeriesInfo& info, std::size_t rows,
                                           int gzip) {
    const ColumnPlace place{.group = group,
                            .name = "data",
                            .text = {.units = info.units, .description = info.description}};
    const ColumnChunks chunks{.rows = rows, .gzip = gzip, .shuffle = DatasetLayout::Shuffle::Yes};
    if (info.precision == Precision::Float32)
        return DatasetColumn<float>(place, chunks, info.ids.size());
    return DatasetColumn<double>(place, chunks, info.ids.size());
}

TraceSeries::TraceSeries(hid_t file, const SeriesPast& past, const SeriesInfo& info,
                         const TraceChunking& chunking)
    : group_(create_series_group(file, past.path, info)),
      data_(create_data(group_.id(), info, rows_per_chunk(info, chunking), chunking.gzip)),
      axis_(group_.id(), info, expected_frames(info, chunking.duration), past.n_frames),
      width_(info.ids.size()),
      unit_size_(info.unit_size),
      start_(info.start),
      interval_(info.interval) {
    const hid_t data = std::visit([](const auto& column) { return column.id(); }, data_);
    set_attribute(data, "variable", info.variable);
    set_attribute(data, info.synapses ? "edge_population" : "node_population", info.population);
    axis_.attach_to(data);
    write_column_scale(group_.id(), data, info);
    if (info.synapses)
        write_ids(group_.id(), info);
    else
        write_mapping(info);
    flush();
}

void TraceSeries::write_mapping(const SeriesInfo& info) {
    const Handle mapping = open_group(group_.id(), "mapping");
    write_node_ids(mapping.id(), info.ids);
    write_elements(mapping.id(), info.ids.size());
    extent_ =
        create_dataset(mapping.id(), "time", hdf5_type<double>(), {.extent = {3}, .chunk = {}},
                       {.units = "ms", .description = "start, stop and step of the frames"});
}

void TraceSeries::write_extent() {
    const double start = start_ * 1e3;
    const double step = interval_ * 1e3;
    const std::array<double, 3> extent{start, start + static_cast<double>(n_frames()) * step, step};
    if (extent_.id() >= 0)
        check(H5Dwrite(extent_.id(), hdf5_type<double>(), H5S_ALL, H5S_ALL, H5P_DEFAULT,
                       extent.data()),
              "write the dataset 'time'");
    set_attribute(group_.id(), "n_frames", n_frames());
}

std::uint64_t TraceSeries::n_frames() const {
    return axis_.n_before() + std::visit([](const auto& column) { return column.rows(); }, data_);
}

void TraceSeries::note_in(SeriesPast& past) const {
    past.n_frames = n_frames();
}

void TraceSeries::append(std::span<const double> values) {
    if (values.size() % std::max<std::size_t>(1, width_) != 0) {
        throw std::invalid_argument("traces are appended in whole frames");
    }
    const double unit_size = unit_size_;
    if (auto* floats = std::get_if<DatasetColumn<float>>(&data_)) {
        floats->append(values, [unit_size](double x) { return static_cast<float>(x / unit_size); });
        return;
    }
    std::get<DatasetColumn<double>>(data_).append(values,
                                                  [unit_size](double x) { return x / unit_size; });
}

void TraceSeries::flush() {
    std::visit([](auto& column) { column.flush(); }, data_);
    axis_.extend_to(n_frames());
    write_extent();
}

}  // namespace brian
