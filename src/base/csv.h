#pragma once

#include <string>
#include <vector>

namespace brian {

/// A table of numbers read from a text file: comma, semicolon, tab or blanks between the fields,
/// `#` comments, an optional first line of column names.
struct CsvTable {
    std::vector<std::string> columns;  ///< names; empty when the file has no header
    std::vector<std::vector<double>> rows;
    /// The values of the column called `name`, or of that number counted from 0 when there is no
    /// header.
    [[nodiscard]] std::vector<double> column(const std::string& name) const;
};

/// Throws std::runtime_error "FILE:LINE: ..." when the file cannot be opened or a field is no
/// number.
[[nodiscard]] CsvTable read_csv(const std::string& file_name);

}  // namespace brian
