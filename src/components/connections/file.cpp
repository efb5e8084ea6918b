#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <stdexcept>

#include "base/csv.h"
#include "base/error.h"
#include "base/format.h"
#include "components/connections/data_request.h"
#include "components/connections/listed_pairs.h"
#include "components/connections/rules.h"
#include "components/connections/sonata_edges.h"

namespace brian {

namespace {

/// A list of edges as a file holds it, column by column.
struct EdgeTable {
    std::vector<std::string> names;
    std::vector<std::vector<double>> columns;
};

[[noreturn]] void refuse(const DataRequest& request, std::string message, std::string hint = {}) {
    throw ModelError({.message = std::move(message),
                      .where = request.where,
                      .hint = std::move(hint),
                      .fault = Fault::Input});
}

bool is_text(const DataRequest& request) {
    const std::string extension = std::filesystem::path(request.file).extension().string();
    return request.dataset.empty() && extension != ".h5" && extension != ".hdf5";
}

/// What the columns of a table without names hold.
std::string usual_name(std::size_t column) {
    constexpr std::array usual = {"source", "target", "weight", "delay"};
    return column < usual.size() ? usual.at(column) : format("column_{}", column);
}

template <class ValueAt>
EdgeTable table_of(std::size_t n_rows, std::size_t n_columns, const ValueAt& value_at) {
    EdgeTable table;
    for (std::size_t column = 0; column < n_columns; ++column) {
        table.names.push_back(usual_name(column));
        std::vector<double>& values = table.columns.emplace_back();
        values.reserve(n_rows);
        for (std::size_t row = 0; row < n_rows; ++row) values.push_back(value_at(row, column));
    }
    return table;
}

EdgeTable read_text(const DataRequest& request) {
    try {
        const CsvTable csv = read_csv(request.file);
        const std::size_t n_columns = csv.rows.empty() ? 2 : csv.rows.front().size();
        EdgeTable table =
            table_of(csv.rows.size(), n_columns,
                     [&](std::size_t row, std::size_t column) { return csv.rows[row].at(column); });
        if (csv.columns.size() == n_columns) table.names = csv.columns;
        return table;
    } catch (const std::runtime_error& problem) {
        refuse(request, problem.what());
    }
}

EdgeTable read_dataset(const RuleInput& input, const DataRequest& request) {
    const DataArray data = input.read(request);
    if (data.shape.size() != 2)
        refuse(request, "a dataset of edges has a row for each edge and columns source, target",
               "the columns weight and delay may follow");
    const std::size_t n_columns = data.shape[1];
    return table_of(data.shape[0], n_columns, [&](std::size_t row, std::size_t column) {
        return data.values[row * n_columns + column];
    });
}

/// Takes the column of either name out of the table.
std::vector<double> take_column(EdgeTable& table, const std::array<std::string, 2>& names,
                                const DataRequest& request) {
    const auto found =
        std::find_first_of(table.names.begin(), table.names.end(), names.begin(), names.end());
    if (found == table.names.end())
        refuse(request, format("'{}' has no column '{}' or '{}'", request.file, names[0], names[1]),
               format("its columns are {}", join(table.names, ", ")));
    const auto at = found - table.names.begin();
    std::vector<double> column = std::move(table.columns[static_cast<std::size_t>(at)]);
    table.names.erase(found);
    table.columns.erase(table.columns.begin() + at);
    return column;
}

}  // namespace

/// Pairs from a file, with further columns for each synapse.
Rule connect_file(const RuleInput& input, const Value& argument) {
    // The file is named in `connect` itself, or in a map of its own.
    const bool own_map = argument.kind == Value::Kind::Map;
    const DataRequest request = data_request(input, own_map ? argument : *input.connect);
    if (!is_text(request))
        if (std::optional<Rule> rule = connect_sonata_edges(input, request))
            return std::move(*rule);
    EdgeTable table = is_text(request) ? read_text(request) : read_dataset(input, request);
    PairColumns ends;
    ends.sources = take_column(table, {"i", "source"}, request);
    ends.targets = take_column(table, {"j", "target"}, request);
    ends.where = [&request](std::size_t /*position*/) { return request.where; };
    Rule rule = rule_of_list(input, checked_pairs(input, ends));
    for (std::size_t k = 0; k < table.names.size(); ++k)
        rule.columns.push_back(
            {.name = table.names[k], .values = std::move(table.columns[k]), .units = {}});
    return rule;
}

}  // namespace brian
