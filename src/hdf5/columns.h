#pragma once

#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "engine/recording.h"
#include "hdf5/column.h"
#include "hdf5/series_group.h"

namespace brian {

/// The named datasets of a series (SeriesInfo::columns), each growing by itself. All functions
/// throw Hdf5Error.
class Columns {
  public:
    Columns(hid_t group, const SeriesInfo& info);
    /// SI values: whole rows of that column.
    void append(std::size_t column, std::span<const double> values);
    void flush();
    [[nodiscard]] hid_t id(std::size_t column) const;

  private:
    using Data = std::variant<DatasetColumn<double>, DatasetColumn<std::uint64_t>>;
    static Data create(hid_t group, const SeriesColumn& column);

    std::vector<Data> data_;
    std::vector<double> unit_sizes_;
};

/// A series that is columns alone: /snapshots/<monitor>/, /histograms/<monitor>/ or
/// /measures/<monitor>/, with the ids of the neurons or synapses that it is of. All functions throw
/// Hdf5Error.
class ColumnSeries {
  public:
    ColumnSeries(hid_t file, const SeriesPast& past, const SeriesInfo& info);
    void append_column(std::size_t column, std::span<const double> values);
    /// A further number, as an attribute.
    void set_number(const std::string& name, double value);
    void flush() { columns_.flush(); }

  private:
    Handle group_;
    Columns columns_;
};

}  // namespace brian
