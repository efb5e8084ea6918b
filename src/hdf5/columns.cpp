#include "hdf5/columns.h"

#include <algorithm>
#include <stdexcept>

#include <hdf5_hl.h>

#include "hdf5/series_group.h"

namespace brian {

namespace {

constexpr std::size_t chunk_values = 65536;

/// The times of a snapshot, its first column, as the scale of the first dimension of the others.
void make_time_scale(const Columns& columns, const SeriesInfo& info) {
    check(H5DSset_scale(columns.id(0), "time"), "make 'time' a dimension scale");
    for (std::size_t k = 1; k < info.columns.size(); ++k)
        check(H5DSattach_scale(columns.id(k), columns.id(0), 0),
              "attach the dimension scale 'time'");
}

}  // namespace

Columns::Data Columns::create(hid_t group, const SeriesColumn& column) {
    const ColumnPlace place{.group = group,
                            .name = column.name,
                            .text = {.units = column.units, .description = column.description}};
    const std::size_t rows =
        std::max<std::size_t>(1, chunk_values / std::max<std::size_t>(1, column.width));
    const ColumnChunks chunks{.rows = rows, .gzip = 1, .shuffle = DatasetLayout::Shuffle::Yes};
    const bool whole = column.number == SeriesColumn::Number::Whole;
    if (column.width == 0) {
        if (whole) return DatasetColumn<std::uint64_t>(place, chunks);
        return DatasetColumn<double>(place, chunks);
    }
    if (whole) return DatasetColumn<std::uint64_t>(place, chunks, column.width);
    return DatasetColumn<double>(place, chunks, column.width);
}

Columns::Columns(hid_t group, const SeriesInfo& info) {
    for (const SeriesColumn& column : info.columns) {
        data_.push_back(create(group, column));
        unit_sizes_.push_back(column.unit_size);
    }
}

void Columns::append(std::size_t column, std::span<const double> values) {
    const double unit_size = unit_sizes_.at(column);
    if (auto* reals = std::get_if<DatasetColumn<double>>(&data_[column])) {
        if (values.size() % std::max<std::size_t>(1, reals->width()) != 0)
            throw std::invalid_argument("tables are appended in whole rows");
        reals->append(values, [unit_size](double x) { return x / unit_size; });
        return;
    }
    std::get<DatasetColumn<std::uint64_t>>(data_[column]).append(values, [](double x) {
        return static_cast<std::uint64_t>(x);
    });
}

void Columns::flush() {
    for (Data& data : data_) std::visit([](auto& column) { column.flush(); }, data);
}

hid_t Columns::id(std::size_t column) const {
    return std::visit([](const auto& data) { return data.id(); }, data_.at(column));
}

ColumnSeries::ColumnSeries(hid_t file, const SeriesPast& past, const SeriesInfo& info)
    : group_(create_series_group(file, past.path, info)), columns_(group_.id(), info) {
    set_attribute(group_.id(), "description", info.description);
    if (info.kind == SeriesInfo::Kind::Snapshot) make_time_scale(columns_, info);
    if (!info.ids.empty()) write_ids(group_.id(), info);
}

void ColumnSeries::append_column(std::size_t column, std::span<const double> values) {
    columns_.append(column, values);
}

void ColumnSeries::set_number(const std::string& name, double value) {
    set_attribute(group_.id(), name, value);
}

}  // namespace brian
