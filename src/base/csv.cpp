#include "base/csv.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string_view>

#include "base/format.h"
#include "base/number.h"
#include "base/suggest.h"

namespace brian {

namespace {

constexpr std::string_view blanks = " \t";

std::string_view trim(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

/// A line without its comment, carriage return and surrounding blanks.
std::string_view content_of(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    return trim(line.substr(0, line.find('#')));
}

/// What stands between the fields of a line; a blank means any number of blanks.
char separator_of(std::string_view line) {
    for (const char candidate : {';', ',', '\t'}) {
        if (line.find(candidate) != std::string_view::npos) return candidate;
    }
    return ' ';
}

std::vector<std::string_view> split(std::string_view line, char separator) {
    std::vector<std::string_view> fields;
    for (;;) {
        const std::size_t end =
            separator == ' ' ? line.find_first_of(blanks) : line.find(separator);
        fields.push_back(trim(line.substr(0, end)));
        if (end == std::string_view::npos) return fields;
        line.remove_prefix(end + 1);
        if (separator == ' ') line = trim(line);
    }
}

std::string unquoted(std::string_view name) {
    const bool quoted = name.size() >= 2 && name.front() == '"' && name.back() == '"';
    return std::string(quoted ? name.substr(1, name.size() - 2) : name);
}

/// The numbers of the fields; throws `place` and what is wrong with the first that is none.
std::vector<double> numbers_of(const std::vector<std::string_view>& fields,
                               const std::string& place) {
    std::vector<double> row;
    for (const std::string_view field : fields) {
        const std::optional<double> number = parse_number(field);
        if (!number) throw std::runtime_error(format("{}: '{}' is not a number", place, field));
        row.push_back(*number);
    }
    return row;
}

/// Collects the lines of one file into a table.
class CsvReader {
  public:
    void read(std::string_view line, const std::string& place) {
        const std::string_view content = content_of(line);
        if (content.empty()) return;
        const bool first = n_fields_ == 0;
        if (first) separator_ = separator_of(content);
        const std::vector<std::string_view> fields = split(content, separator_);
        if (first) n_fields_ = fields.size();
        if (first && is_header(fields)) {
            for (const std::string_view field : fields) table_.columns.push_back(unquoted(field));
            return;
        }
        if (fields.size() != n_fields_) {
            throw std::runtime_error(format("{}: {} fields, but the first line has {}", place,
                                            fields.size(), n_fields_));
        }
        table_.rows.push_back(numbers_of(fields, place));
    }
    [[nodiscard]] const CsvTable& table() const { return table_; }

  private:
    static bool is_header(const std::vector<std::string_view>& fields) {
        return std::none_of(fields.begin(), fields.end(),
                            [](std::string_view field) { return parse_number(field).has_value(); });
    }

    CsvTable table_;
    std::size_t n_fields_ = 0;
    char separator_ = ' ';
};

/// The position of the column called `name`; with no header, `name` is that position.
std::size_t column_index(const CsvTable& table, const std::string& name) {
    const auto found = std::find(table.columns.begin(), table.columns.end(), name);
    if (found != table.columns.end()) {
        return static_cast<std::size_t>(found - table.columns.begin());
    }
    if (!table.columns.empty()) {
        throw std::runtime_error(
            format("no column '{}'; {}", name, did_you_mean(name, table.columns)));
    }
    const std::size_t n_columns = table.rows.empty() ? 0 : table.rows.front().size();
    for (std::size_t i = 0; i < n_columns; ++i) {
        if (name == format("{}", i)) return i;
    }
    throw std::runtime_error(
        format("no column '{}': there is no header, and {} columns", name, n_columns));
}

}  // namespace

std::vector<double> CsvTable::column(const std::string& name) const {
    const std::size_t index = column_index(*this, name);
    std::vector<double> values;
    values.reserve(rows.size());
    for (const std::vector<double>& row : rows) values.push_back(row[index]);
    return values;
}

CsvTable read_csv(const std::string& file_name) {
    std::ifstream file(file_name);
    if (!file) throw std::runtime_error(format("{}: cannot open the file", file_name));
    CsvReader reader;
    std::string line;
    for (std::size_t number = 1; std::getline(file, line); ++number) {
        reader.read(line, format("{}:{}", file_name, number));
    }
    if (file.bad()) throw std::runtime_error(format("{}: cannot read the file", file_name));
    return reader.table();
}

}  // namespace brian
