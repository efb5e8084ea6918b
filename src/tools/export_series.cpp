#include "tools/export_series.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "base/format.h"
#include "tools/spike_chunks.h"

namespace brian {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t numbers_at_once = 262144;

/// As short as it reads back; what was stored in single precision has no further digits.
std::string number(double value) {
    const auto narrow = static_cast<float>(value);
    return static_cast<double>(narrow) == value ? format("{}", narrow) : format("{}", value);
}

/// "time_ms"
std::string with_units(const std::string& name, const std::string& units) {
    return units.empty() || units == "1" ? name : name + "_" + units;
}

/// Groups without datasets, and the network.
bool is_no_series(const std::string& kind) {
    return kind == "provenance" || kind == "populations" || kind == "nodes" || kind == "edges";
}

/// A dataset of the table: as many columns as it has numbers in a row.
struct TableColumn {
    std::string dataset;
    std::vector<std::string> names;
    std::optional<double> of_all;  ///< a single number, the same in all rows
};

/// A table of datasets with the same number of rows.
struct Table {
    std::string name;  ///< "spikes.all"
    std::uint64_t n_rows = 0;
    std::vector<TableColumn> columns;
};

class Tables {
  public:
    explicit Tables(const ResultsReader& results) : results_(results) {}

    std::vector<Table> all() {
        for (const std::string& kind : results_.members("/")) {
            if (is_no_series(kind)) continue;
            if (kind == "phases") {
                add("phases", "/phases");
                continue;
            }
            for (const std::string& name : results_.members("/" + kind))
                add(format("{}.{}", kind, name), format("/{}/{}", kind, name));
        }
        return std::move(tables_);
    }

  private:
    /// What says how many rows the table of a group has; empty when the group has no datasets.
    [[nodiscard]] std::string leading_dataset(const std::string& group) const {
        for (const char* name : {"timestamps", "time", "node_id", "synapse_id"})
            if (results_.has(group + "/" + name)) return name;
        for (const std::string& name : results_.members(group))
            if (results_.is_dataset(format("{}/{}", group, name))) return name;
        return {};
    }

    /// Datasets of ids that name the columns of others rather than being columns.
    [[nodiscard]] std::optional<std::string> labels(const std::string& group,
                                                    std::uint64_t width) const {
        for (const char* name : {"node", "synapse", "node_id", "synapse_id"}) {
            const std::string ids = format("{}/{}", group, name);
            if (results_.has(ids) && results_.shape(ids).rows() == width) return ids;
        }
        return std::nullopt;
    }

    [[nodiscard]] TableColumn column_of(const std::string& group, const std::string& name) const {
        const std::string dataset = format("{}/{}", group, name);
        const DatasetExtent shape = results_.shape(dataset);
        const std::string units = results_.text(dataset, "units");
        TableColumn column{dataset, {}, {}};
        if (shape.lengths.empty()) column.of_all = results_.all(dataset).front();
        if (shape.lengths.size() < 2) {
            column.names.push_back(with_units(name, units));
            return column;
        }
        const std::optional<std::string> ids = labels(group, shape.width());
        const std::string variable = results_.text(dataset, "variable");
        const std::string& stem = name == "data" && !variable.empty() ? variable : name;
        const std::vector<double> numbers = ids ? results_.all(*ids) : std::vector<double>();
        for (std::uint64_t k = 0; k < shape.width(); ++k)
            column.names.push_back(with_units(
                format("{}_{}", stem, ids ? numbers[k] : static_cast<double>(k)), units));
        return column;
    }

    void add(const std::string& name, const std::string& group) {
        const std::string leading = leading_dataset(group);
        if (leading.empty()) return;
        Table table{name, results_.shape(format("{}/{}", group, leading)).rows(), {}};
        table.columns.push_back(column_of(group, leading));
        std::vector<Table> others;
        for (const std::string& member : results_.members(group)) {
            const std::string dataset = format("{}/{}", group, member);
            if (member == leading || !results_.is_dataset(dataset)) continue;
            const DatasetExtent shape = results_.shape(dataset);
            const bool fits = shape.lengths.empty() || shape.rows() == table.n_rows;
            const bool label = member == "node" || member == "synapse" || member.ends_with("_id");
            if (fits)
                table.columns.push_back(column_of(group, member));
            else if (!label)
                others.push_back(
                    {format("{}.{}", name, member), shape.rows(), {column_of(group, member)}});
        }
        tables_.push_back(std::move(table));
        tables_.insert(tables_.end(), others.begin(), others.end());
    }

    const ResultsReader& results_;
    std::vector<Table> tables_;
};

std::string file_name(const ResultsReader& results, const ExportPlace& place,
                      const std::string& rest) {
    std::string stem = fs::path(results.file_name()).filename().string();
    for (const char* extension : {".part", ".h5"})
        if (stem.ends_with(extension)) stem.resize(stem.size() - std::string(extension).size());
    return (fs::path(place.folder) / format("{}.{}", stem, rest)).string();
}

std::string heading(const Table& table) {
    std::string line;
    for (const TableColumn& column : table.columns)
        for (const std::string& name : column.names) line += (line.empty() ? "" : ",") + name;
    return line + "\n";
}

/// The rows [first, first + n) of a table as text.
std::string rows_text(const ResultsReader& results, const Table& table, std::uint64_t first,
                      std::uint64_t n) {
    std::vector<std::vector<double>> values;
    for (const TableColumn& column : table.columns)
        values.push_back(column.of_all ? std::vector<double>(n, *column.of_all)
                                       : results.rows(column.dataset, first, n));
    std::string text;
    for (std::uint64_t row = 0; row < n; ++row) {
        bool begun = false;
        for (std::size_t k = 0; k < values.size(); ++k) {
            const std::size_t width = table.columns[k].names.size();
            for (std::size_t column = 0; column < width; ++column) {
                if (begun) text += ',';
                begun = true;
                text += number(values[k][row * width + column]);
            }
        }
        text += '\n';
    }
    return text;
}

std::size_t width_of(const Table& table) {
    std::size_t width = 1;
    for (const TableColumn& column : table.columns) width += column.names.size();
    return width;
}

}  // namespace

std::vector<std::string> export_csv(const ResultsReader& results, const ExportPlace& place) {
    const std::vector<Table> tables = Tables(results).all();
    std::vector<std::string> names;
    names.reserve(tables.size());
    for (const Table& table : tables)
        names.push_back(file_name(results, place, table.name + ".csv"));
    for (const std::string& name : names) check_free(name, place.existing);
    for (std::size_t k = 0; k < tables.size(); ++k) {
        const Table& table = tables[k];
        const std::uint64_t chunk = std::max<std::uint64_t>(1, numbers_at_once / width_of(table));
        NewFile file(names[k], place.existing);
        file.write(heading(table));
        for (std::uint64_t row = 0; row < table.n_rows; row += chunk)
            file.write(rows_text(results, table, row, std::min(chunk, table.n_rows - row)));
        file.finish();
    }
    return names;
}

std::vector<std::string> export_gdf(const ResultsReader& results, const ExportPlace& place) {
    const std::vector<std::string> monitors = results.members("/spikes");
    std::vector<std::string> names;
    names.reserve(monitors.size());
    for (const std::string& monitor : monitors)
        names.push_back(file_name(results, place, monitor + ".gdf"));
    for (const std::string& name : names) check_free(name, place.existing);
    for (std::size_t k = 0; k < monitors.size(); ++k) {
        NewFile file(names[k], place.existing);
        for_each_chunk(results, "/spikes/" + monitors[k],
                       [&](std::span<const double> times, std::span<const double> ids) {
                           std::string text;
                           for (std::size_t spike = 0; spike < times.size(); ++spike)
                               text += format("{}\t{}\n", ids[spike], times[spike]);
                           file.write(text);
                       });
        file.finish();
    }
    return names;
}

}  // namespace brian
